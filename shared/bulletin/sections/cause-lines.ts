import type { Assessment } from "../../assessment/assessment.ts";
import type { BoundFound } from "../../attribution/attribution.ts";
import { attributeCauses } from "../../attribution/cause-attribution.ts";
import { type Caused, causedChanges } from "../../attribution/caused.ts";
import { causedExposures } from "../../attribution/caused-exposure.ts";
import type { Evidence } from "../../attribution/evidence.ts";
import type { Measure } from "../../policy/measure.ts";
import { asMinor, toUnit } from "../../values/exposure.ts";
import { type CauseContext, causeText } from "./cause.ts";
import type { MoveContext } from "./move.ts";
import { type ShownChange, shownSteps, stepsAsChange } from "./shown-steps.ts";

export interface CausesContext extends MoveContext {
  evidence: Evidence;
  assessment: Assessment;
}

interface MovedTold {
  group: string | null;
  change: ShownChange;
  before: BoundFound;
  after: BoundFound;
}

/** Why the keys of a rule's measure have changed; `null` when that is not known. */
export function changesCaused(
  { evidence, measure, bound, unit }: CausesContext,
  { group, before, after }: Omit<MovedTold, "change">,
): Caused | null {
  const rule = evidence.policy.rules.find((one) => isWrittenTheSame(one.measure, measure));
  if (rule === undefined) return null;
  const contributions = { before: before.contributions, after: after.contributions };
  return causedChanges(evidence, { rule, group }, bound, contributions, (exposure) =>
    toUnit(asMinor(exposure), unit),
  );
}

/**
 * What was done since, and how much each cause moved the bound. The causes add up to the same change as the keys. Without `caused` it
 * is only told what was done.
 */
export function causesLines(
  context: CausesContext,
  { group, change, before, after }: MovedTold,
  caused: Caused | null,
): string[] {
  const { measure, bound } = context;
  if (caused === null) return exposureLines(context, group);
  const { moves, rest } = attributeCauses(measure, bound, before, after, caused);
  const { digits, total } = change;
  const stepsOf = (value: number) => shownSteps(measure, value, digits);
  const visible = moves.filter(({ delta }) => stepsOf(delta) !== 0);
  const named = visible.slice(0, MOST_CAUSES);
  if (named.length === 0) return [];
  const left = named.reduce((steps, { delta }) => steps - stepsOf(delta), total);
  const others = [...visible.slice(MOST_CAUSES), { delta: rest }].reduce((sum, { delta }) => sum + delta, 0);
  const isRounding = stepsOf(others) === 0;
  const lines = named.map((move, at) => {
    const steps = stepsOf(move.delta) + (isRounding && at === 0 ? left : 0);
    return `  ${stepsAsChange(steps, digits)} ${causeText(move, causeContext(context))}`;
  });
  const more = isRounding || left === 0 ? [] : [`  ${stepsAsChange(left, digits)} by all else`];
  return ["  By what was done:", ...lines, ...more];
}

const MOST_CAUSES = 4;

/** What was done, as exposure, when it is not known how much each cause moved the bound. */
export function exposureLines(context: CausesContext, group: string | null): string[] {
  const { evidence, unit, measure } = context;
  const rule = evidence.policy.rules.find((one) => isWrittenTheSame(one.measure, measure));
  const found =
    rule === undefined
      ? null
      : causedExposures(evidence, { rule, group }, (exposure) => toUnit(asMinor(exposure), unit));
  if (found === null || found.length === 0) return [];
  const lines = found.slice(0, MOST_CAUSES).map((one) => `  ${causeText(one, causeContext(context))}`);
  return ["  By what was done:", ...lines];
}

export function causeContext({ evidence, unit, nameOf, assessment }: CausesContext): CauseContext {
  const { policyHash, version } = assessment;
  return { evidence, unit, nameOf, policyHash, version };
}

/** Whether two measures are the same. */
export function isWrittenTheSame(a: Measure, b: Measure): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
