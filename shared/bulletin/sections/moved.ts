import type { Assessed } from "../../assessment/assess.ts";
import type { Assessment } from "../../assessment/assessment.ts";
import type { Observation } from "../../assessment/observation.ts";
import type { RuleFinding } from "../../assessment/rule-finding.ts";
import { attribute, type BoundFound } from "../../attribution/attribution.ts";
import type { Evidence, RunEvidence } from "../../attribution/evidence.ts";
import { alertKey } from "../../policy/level.ts";
import type { Measure } from "../../policy/measure.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import { defaultWording } from "../../policy/wording.ts";
import { alertName, titleName } from "../../text/alert-name.ts";
import { dayText } from "../../text/day-text.ts";
import type { RuleId } from "../../values/identifier.ts";
import type { Bound } from "../../values/interval.ts";
import { boundTold } from "../bound-told.ts";
import { ruleEvents } from "../event-words.ts";
import type { News, RuleNews } from "../news.ts";
import { causesLines, changesCaused, exposureLines, isWrittenTheSame } from "./cause-lines.ts";
import { moveLines, otherRemoval } from "./move-lines.ts";
import { type ShownChange, shownChange, stepsAsChange, stepsAsValue } from "./shown-steps.ts";

/**
 * What moved the bound that the news is about since the last assessment. The shown parts add up to the shown
 * change.
 */
export function movedSection(
  observation: Pick<Observation, "rule" | "group">,
  news: News[],
  assessed: Assessed,
  last: Assessment | null,
  evidence: RunEvidence = NOTHING_KNOWN,
  title = defaultWording.whatMovedIt,
): string[] {
  const compared = comparedFindings(observation, news, assessed, last, evidence);
  if (compared === null) return [];
  const { measure } = observation.rule;
  const { told, since, previous, then, now, bound, before, after } = compared;
  const change = shownChange(measure, before.value, after.value);
  if (change === null) return [];
  const { assessment, nameOf } = assessed;
  const context = { measure, bound, unit: assessment.unit, nameOf };
  const other = otherRemoval(context, before, after);
  const moved = { group: told.group, change, before, after };
  const causes = since && { ...context, evidence: since, assessment };
  const caused = causes && other === null ? changesCaused(causes, moved) : null;
  const attributed = attribute(measure, bound, before, after, caused?.reassigned);
  const moves = other ?? moveLines(attributed, change, context, after.contributions);
  const done = causes === null ? [] : causesLines(causes, moved, caused);
  if (moves.length + done.length === 0) return [];
  const named = titleName(observation.rule.title, told.groupTitle);
  const what = [then, now].some(isInterval) ? `${named}, ${boundName(measure, bound)}` : named;
  return [sinceTitle(title, previous), `  ${what} ${changeText(measure, change)}`, ...moves, ...done];
}

interface ComparedFindings {
  told: RuleNews;
  since: Evidence | null;
  previous: Assessment;
  then: RuleFinding;
  now: RuleFinding;
  bound: Bound;
  before: BoundFound;
  after: BoundFound;
}

/** What a rule found before and now, of the bound that the news is about; `null` when the two cannot be compared. */
export function comparedFindings(
  { rule: { id }, group }: Pick<Observation, "rule" | "group">,
  news: News[],
  { assessment }: Assessed,
  last: Assessment | null,
  evidence: RunEvidence,
): ComparedFindings | null {
  const isMeant = (one: { rule: RuleId; group: string | null }) => one.rule === id && one.group === group;
  const told = news.find((one) => one.scope === "rule" && isMeant(one));
  if (told?.scope !== "rule") return null;
  const since = evidenceFor(told, evidence);
  const previous = since?.assessment ?? last;
  const [then, now] = [previous?.rules.find(isMeant), assessment.rules.find(isMeant)];
  if (previous === null || then === undefined || now === undefined) return null;
  if (!isComparable(previous, assessment) || !isWrittenTheSame(then.measure, now.measure)) return null;
  const bound = boundTold(told);
  const [before, after] = [foundIn(then, bound), foundIn(now, bound)];
  if (before === null || after === null) return null;
  return { told, since, previous, then, now, bound, before, after };
}

const NOTHING_KNOWN: RunEvidence = { previous: null, told: new Map() };

/**
 * An alert that is better is compared with what readers were told last, since it may have improved over several
 * runs.
 */
function evidenceFor(told: RuleNews, { previous, told: byAlert }: RunEvidence): Evidence | null {
  return ruleEvents[told.event].isRelief ? (byAlert.get(alertKey(told)) ?? null) : previous;
}

/** Why an alert is over whose group no longer exists. There is no value to explain, only what has left. */
export function goneSection(
  told: RuleNews,
  { assessment, nameOf }: Assessed,
  evidence: RunEvidence,
  heading: string,
): string[] {
  const since = evidenceFor(told, evidence);
  const rule = since?.policy.rules.find(({ id }) => id === told.rule);
  if (since === null || rule === undefined || told.observed !== null) return [];
  const { group, title, measure } = told;
  const context = { measure, bound: "lower" as const, unit: assessment.unit, nameOf };
  const lines = exposureLines({ ...context, evidence: since, assessment }, group);
  if (lines.length === 0) return [];
  return [
    sinceTitle(heading, since.assessment),
    `  ${alertName(title, { rule: rule.id, group }, told.groupTitle)}`,
    ...lines,
  ];
}

function sinceTitle(title: string, { asOf }: Pick<Assessment, "asOf">): string {
  return `${title} since ${dayText(asOf)}`;
}

function isComparable(previous: Assessment, { id, unit, windowDays }: Assessment): boolean {
  return previous.unit === unit && previous.windowDays === windowDays && previous.id !== id;
}

function isInterval({ observed }: RuleFinding): boolean {
  return observed !== null && observed.lower !== observed.upper;
}

/** A bound of a finding; `null` when there is none, or when an earlier version did not store its contributions. */
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
