import { addDays, type Window, windowEnding } from "./calendar.ts";
import type { Policy } from "./policy.ts";

/** How many days before an assessment its rules about change look, each once. */
export function daysLookedBack({ rules }: Pick<Policy, "rules">): number[] {
  return [...new Set(rules.flatMap(({ measure }) => (measure.kind === "change" ? measure.days : [])))];
}

/** Every window that an assessment as of a day needs: its own, then one for each of `daysLookedBack`. */
export function windowsOf(policy: Policy, asOf: string, windowDays = policy.windowDays): Window[] {
  const own = windowEnding(asOf, windowDays);
  const before = daysLookedBack(policy).map((days) => windowEnding(addDays(asOf, -days), windowDays));
  return [own, ...before.map((window) => ({ ...window, comparedWith: own }))];
}
