import type { Ownership } from "../supply/ownership.ts";
import { type MeasuredInput, ofItsDay } from "./assessment-input.ts";
import { type Observation, observeRule } from "./observation.ts";
import type { View } from "./view.ts";
import { createViews } from "./views.ts";

/** What a sector is measured by, as of its day, and what each of its rules observes in it. */
export interface Observed<Input extends MeasuredInput> {
  /** The input, with the holdings and lists of its day. */
  input: Input;
  viewsFor: ReturnType<typeof createViews>;
  ownership: Ownership;
  view: View;
  observations: Observation[];
}

/** Observes each rule of a sector. */
export function observeSector<Input extends MeasuredInput>(given: Input): Observed<Input> {
  const input = ofItsDay(given);
  const viewsFor = createViews(input);
  const observations = input.policy.rules.flatMap((rule) => {
    const views = viewsFor(rule);
    return observeRule(rule, views.view, views.viewBefore, input.isIncomplete);
  });
  const { ownership, view } = viewsFor(null);
  return { input, viewsFor, ownership, view, observations };
}
