import type { Assessed } from "./assess.ts";
import type { Assessment, RuleFinding } from "./assessment.ts";
import { type Attribution, attribute, type BoundFound } from "./attribution.ts";
import type { Bound } from "./bound-model.ts";
import { boundTold } from "./bound-told.ts";
import type { Contributions } from "./contribution.ts";
import { countryName } from "./country-name.ts";
import { type Measure, unitOf } from "./measure.ts";
import { type MoveContext, moveText } from "./move-text.ts";
import type { News } from "./news.ts";
import type { Observation } from "./observation.ts";
import { oneLine } from "./one-line.ts";
import { type ShownChange, shownChange, shownSteps, stepsAsChange, stepsAsValue } from "./shown-steps.ts";
import { titleName } from "./wording.ts";

const MOST_MOVES = 3;

/** What moved the bound that the news is about since the last assessment: parts that add up to the whole as shown. */
export function movedSection(
  { rule: { id, title, measure }, group }: Pick<Observation, "rule" | "group">,
  news: News[],
  { assessment, nameOf }: Assessed,
  previous: Assessment | null,
): string[] {
  const isMeant = (one: { rule: string; group: string | null }) => one.rule === id && one.group === group;
  const told = news.find((one) => one.scope === "rule" && isMeant(one));
  const [then, now] = [previous?.rules.find(isMeant), assessment.rules.find(isMeant)];
  if (previous === null || told?.scope !== "rule" || then === undefined || now === undefined) return [];
  if (!isComparable(previous, assessment) || !isSameMeasure(then, now)) return [];
  const bound = boundTold(told);
  const [before, after] = [foundIn(then, bound), foundIn(now, bound)];
  const change = before && after && shownChange(measure, before.value, after.value);
  if (before === null || after === null || change === null) return [];
  const context = { measure, bound, unit: assessment.unit, nameOf };
  const lines =
    otherRemoval(context, before, after) ??
    moveLines(attribute(measure, bound, before, after), change, context, after.contributions);
  if (lines.length === 0) return [];
  const named = titleName(title, group);
  const what = [then, now].some(isRange) ? `${named}, ${boundName(measure, bound)}` : named;
  return [`WHAT MOVED IT: ${what} ${changeText(measure, change)} since ${previous.asOf}`, ...lines];
}

function isComparable(previous: Assessment, { id, unit, windowDays }: Assessment): boolean {
  return previous.unit === unit && previous.windowDays === windowDays && previous.id !== id;
}

function isSameMeasure(then: RuleFinding, now: RuleFinding): boolean {
  return JSON.stringify(then.measure) === JSON.stringify(now.measure);
}

function isRange({ observed }: RuleFinding): boolean {
  return observed !== null && observed.lower !== observed.upper;
}

/** A bound of a finding; `null` where there is none, or where an earlier version has not stored what it is made of. */
function foundIn({ observed, contributions }: RuleFinding, bound: Bound): BoundFound | null {
  const value = observed?.[bound] ?? null;
  return value === null || contributions == null ? null : { value, contributions };
}

function boundName(measure: Measure, bound: Bound): string {
  if (unitOf(measure) === "fraction") return bound === "lower" ? "certain part" : "possible part";
  return bound === "lower" ? "lowest possible value" : "highest possible value";
}

function changeText(measure: Measure, { before, after, total, digits }: ShownChange): string {
  const [from, to] = [before, after].map((steps) => stepsAsValue(measure, steps, digits));
  const points = unitOf(measure) === "number" ? "" : " points";
  return `from ${from} to ${to} (${stepsAsChange(total, digits)}${points})`;
}

/** The largest loss may be that of somebody else than before: then no key's change explains it. */
function otherRemoval({ measure, bound, nameOf }: MoveContext, before: BoundFound, after: BoundFound) {
  const [then, now] = [before, after].map(({ contributions }) => contributions.removed?.[bound]);
  if (measure.kind !== "loss" || then === now) return null;
  const name = (key: string | null | undefined) => {
    if (key == null) return `an unknown ${measure.of}`;
    return oneLine(measure.of === "country" ? countryName(key) : nameOf(key));
  };
  return [`  most was lost if ${name(then)} stops, now most is lost if ${name(now)} stops`];
}

/**
 * One line for each of the largest moves that can be seen, and one for all others, if there are several. The numbers
 * add up to the total as shown.
 */
function moveLines(
  { moves, rest, spread }: Attribution,
  { digits, total }: ShownChange,
  context: MoveContext,
  contributions: Contributions,
): string[] {
  const stepsOf = (value: number) => shownSteps(context.measure, value, digits);
  const visible = moves.filter(({ delta }) => stepsOf(delta) !== 0);
  const named = visible.slice(0, visible.length <= MOST_MOVES + 1 ? MOST_MOVES + 1 : MOST_MOVES);
  const left = named.reduce((steps, { delta }) => steps - stepsOf(delta), total - stepsOf(spread));
  const others = moves.reduce((sum, move) => sum + (named.includes(move) ? 0 : move.delta), rest);
  const isRounding = stepsOf(others) === 0 && named.length > 0;
  const line = (steps: number, [text, ...details]: string[]) => {
    if (steps === 0) return [];
    return [`  ${stepsAsChange(steps, digits)} ${text}`, ...details.map((detail) => `    ${detail}`)];
  };
  return [
    ...named.flatMap((move, at) => {
      const rounding = isRounding && at === 0 ? left : 0;
      return line(stepsOf(move.delta) + rounding, moveText(move, context));
    }),
    ...line(isRounding ? 0 : left, [`all others${smallest(contributions)}`]),
    ...line(stepsOf(spread), ["by another possible spread of what is unknown"]),
  ];
}

function smallest({ rest }: Contributions): string {
  return rest === null ? "" : `, the ${rest.keys} smallest as one`;
}
