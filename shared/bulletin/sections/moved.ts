import type { Assessed } from "../../assessment/assess.ts";
import type { Assessment, RuleFinding } from "../../assessment/assessment.ts";
import type { Observation } from "../../assessment/observation.ts";
import { type Attribution, attribute, type BoundFound } from "../../attribution/attribution.ts";
import { attributeCauses } from "../../attribution/cause-attribution.ts";
import { causedChanges, causedExposures } from "../../attribution/caused.ts";
import type { Evidence, RunEvidence } from "../../attribution/evidence.ts";
import type { StoredContributions } from "../../measures/contribution.ts";
import { alertKey } from "../../policy/level.ts";
import type { Measure } from "../../policy/measure.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import { alertName, titleName } from "../../text/alert-name.ts";
import { countryName } from "../../values/country-name.ts";
import { asMinor, toUnit } from "../../values/exposure.ts";
import type { Bound } from "../../values/interval.ts";
import { oneLine } from "../../values/one-line.ts";
import { boundTold } from "../bound-told.ts";
import { ruleEvents } from "../event-words.ts";
import type { News, RuleNews } from "../news.ts";
import { type CauseContext, causeText } from "./cause.ts";
import { type MoveContext, moveText } from "./move.ts";
import { type ShownChange, shownChange, shownSteps, stepsAsChange, stepsAsValue } from "./shown-steps.ts";

const MOST_MOVES = 3;

/** What moved the bound that the news is about since the last assessment: parts that add up to the whole as shown. */
export function movedSection(
  { rule: { id, title, measure }, group }: Pick<Observation, "rule" | "group">,
  news: News[],
  { assessment, nameOf }: Assessed,
  last: Assessment | null,
  evidence: RunEvidence = NOTHING_KNOWN,
): string[] {
  const isMeant = (one: { rule: string; group: string | null }) => one.rule === id && one.group === group;
  const told = news.find((one) => one.scope === "rule" && isMeant(one));
  const since = told?.scope === "rule" ? evidenceFor(told, evidence) : null;
  const previous = since?.assessment ?? last;
  const [then, now] = [previous?.rules.find(isMeant), assessment.rules.find(isMeant)];
  if (previous === null || told?.scope !== "rule" || then === undefined || now === undefined) return [];
  if (!isComparable(previous, assessment) || !isSame(then.measure, now.measure)) return [];
  const bound = boundTold(told);
  const [before, after] = [foundIn(then, bound), foundIn(now, bound)];
  const change = before && after && shownChange(measure, before.value, after.value);
  if (before === null || after === null || change === null) return [];
  const context = { measure, bound, unit: assessment.unit, nameOf };
  const other = otherRemoval(context, before, after);
  const moves =
    other ?? moveLines(attribute(measure, bound, before, after), change, context, after.contributions);
  const causes =
    since === null
      ? []
      : causesLines(
          { ...context, evidence: since, assessment },
          { group, change, before, after },
          other !== null,
        );
  const lines = [...moves, ...causes];
  if (lines.length === 0) return [];
  const named = titleName(title, group);
  const what = [then, now].some(isRange) ? `${named}, ${boundName(measure, bound)}` : named;
  return [`WHAT MOVED IT: ${what} ${changeText(measure, change)} since ${previous.asOf}`, ...lines];
}

const NOTHING_KNOWN: RunEvidence = { previous: null, told: new Map() };

/** What is better now is compared with what readers were told last: it may have come there over several runs. */
function evidenceFor(told: RuleNews, { previous, told: byAlert }: RunEvidence): Evidence | null {
  return ruleEvents[told.event].isRelief ? (byAlert.get(alertKey(told)) ?? null) : previous;
}

/** Why an alert is over whose group is not there any more: there is no value, only what has gone. */
export function goneSection(
  told: RuleNews,
  { assessment, nameOf }: Assessed,
  evidence: RunEvidence,
): string[] {
  const since = evidenceFor(told, evidence);
  const rule = since?.policy.rules.find(({ id }) => id === told.rule);
  if (since === null || rule === undefined || told.observed !== null) return [];
  const { group, title, measure } = told;
  const context = { measure, bound: "lower" as const, unit: assessment.unit, nameOf };
  const lines = exposureLines({ ...context, evidence: since, assessment }, group);
  if (lines.length === 0) return [];
  return [
    `WHAT MOVED IT: ${alertName(title, { rule: rule.id, group })} since ${since.assessment.asOf}`,
    ...lines,
  ];
}

interface CausesContext extends MoveContext {
  evidence: Evidence;
  assessment: Assessment;
}

interface Moved {
  group: string | null;
  change: ShownChange;
  before: BoundFound;
  after: BoundFound;
}

/** What was done since, each with what it did to the bound; they add up to the same whole as the keys. */
function causesLines(
  context: CausesContext,
  { group, change, before, after }: Moved,
  isOther: boolean,
): string[] {
  const { evidence, measure, bound, unit } = context;
  const rule = evidence.policy.rules.find((one) => isSame(one.measure, measure));
  if (rule === undefined) return [];
  const contributions = { before: before.contributions, after: after.contributions };
  const caused = isOther
    ? null
    : causedChanges(evidence, { rule, group }, bound, contributions, (exposure) =>
        toUnit(asMinor(exposure), unit),
      );
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

/** What was done, in money, where it cannot be said by how much each moved the bound. */
function exposureLines(context: CausesContext, group: string | null): string[] {
  const { evidence, unit, measure } = context;
  const rule = evidence.policy.rules.find((one) => isSame(one.measure, measure));
  const found =
    rule === undefined
      ? null
      : causedExposures(evidence, { rule, group }, (exposure) => toUnit(asMinor(exposure), unit));
  if (found === null || found.length === 0) return [];
  const lines = found.slice(0, MOST_CAUSES).map((one) => `  ${causeText(one, causeContext(context))}`);
  return ["  By what was done:", ...lines];
}

function causeContext({ evidence, unit, nameOf, assessment }: CausesContext): CauseContext {
  const { policyHash, version } = assessment;
  return { evidence, unit, nameOf, policyHash, version };
}

function isSame(a: Measure, b: Measure): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isComparable(previous: Assessment, { id, unit, windowDays }: Assessment): boolean {
  return previous.unit === unit && previous.windowDays === windowDays && previous.id !== id;
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
  if (factsOf(measure).unit === "fraction") return bound === "lower" ? "certain part" : "possible part";
  return bound === "lower" ? "lowest possible value" : "highest possible value";
}

function changeText(measure: Measure, { before, after, total, digits }: ShownChange): string {
  const [from, to] = [before, after].map((steps) => stepsAsValue(measure, steps, digits));
  const points = factsOf(measure).unit === "number" ? "" : " points";
  return `from ${from} to ${to} (${stepsAsChange(total, digits)}${points})`;
}

/** The largest loss may be that of somebody else than before: then no key's change explains it. */
function otherRemoval({ measure, bound, nameOf }: MoveContext, before: BoundFound, after: BoundFound) {
  const [then, now] = [before, after].map(({ contributions }) => contributions.removed?.[bound]);
  const { removes } = factsOf(measure);
  if (removes === null || then === now) return null;
  const name = (key: string | null | undefined) => {
    if (key == null) return `an unknown ${removes}`;
    return oneLine(removes === "country" ? countryName(key) : nameOf(key));
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
  contributions: StoredContributions,
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

function smallest({ rest }: StoredContributions): string {
  return rest === null ? "" : `, the ${rest.keys} smallest as one`;
}
