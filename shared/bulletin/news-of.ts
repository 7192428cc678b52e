import type { SectorDecision } from "../alerts/decide-sector.ts";
import type { Decision } from "../alerts/decision.ts";
import type { Assessment } from "../assessment/assessment.ts";
import type { ShownSince } from "../assessment/look-back.ts";
import type { AssessmentSummary } from "../assessment/summary.ts";
import { isSameMeasure } from "../policy/definition.ts";
import { groupTitle, itemsCalled } from "../policy/item-names.ts";
import { alertKey, rank } from "../policy/level.ts";
import type { Limits } from "../policy/rule.ts";
import { defaultWording, type Wording } from "../policy/wording.ts";
import { orderOf, ruleEvents } from "./event-words.ts";
import type { News, RuleNews } from "./news.ts";
import { type DatedAssessment, sectorNews } from "./sector-news.ts";

/** What is known of the assessments before this one. */
export interface EarlierAssessments {
  /** The last one. */
  previous: Assessment | null;
  /** Those before, in any order. */
  earlier: readonly AssessmentSummary[];
}

/** All news for readers after one run, worst first. */
export function newsOf(
  decision: SectorDecision,
  assessment: DatedAssessment,
  past: EarlierAssessments = { previous: null, earlier: [] },
  crossed: ReadonlyMap<string, ShownSince> = new Map(),
  words: Wording = defaultWording,
): News[] {
  const ofRules = decision.decisions.flatMap<News>((one) => ruleNews(one, past, crossed, words));
  const ofSector = [decision.sectorNotification, decision.staleNotification].flatMap<News>((event) =>
    event === null ? [] : sectorNews(event, assessment, past.previous, words),
  );
  return [...ofRules, ...ofSector].sort((a, b) => orderOf(a) - orderOf(b) || rank(b.level) - rank(a.level));
}

function ruleNews(
  decision: Decision,
  past: EarlierAssessments,
  crossed: ReadonlyMap<string, ShownSince>,
  words: Wording,
): RuleNews[] {
  const { notification, previous, next, rule, group, title, measure, observed, limit, side, margin, reason } =
    decision;
  const alert = next ?? previous;
  if (notification === null || alert === null) return [];
  return [
    {
      scope: "rule",
      rule,
      group,
      groupTitle: groupTitle(alert, itemsCalled(words)),
      title,
      event: notification,
      level: next?.level ?? "none",
      was: previous?.lastNotified?.level ?? "none",
      since: alert.since,
      isFirstLook: alert.atFirstLook,
      isFirstFigure: isFirstFigure(decision, past.previous),
      shownSince: crossed.get(alertKey(alert)) ?? null,
      measure,
      observed,
      isWithheld: decision.isWithheld && observed === null,
      limit,
      side,
      atLimit: (decision.limits ?? alert.limits).atLimit === true,
      margin,
      limitsBefore: notification === "rule-changed" ? null : limitsBefore(decision, past.previous),
      before: beforeOf(decision),
      change: decision.change,
      reason,
      floor: decision.floor,
      reachedFloor: reachedFloor(decision, past),
      acknowledgement: decision.acknowledgement,
      hiddenBy: hiddenBy(decision),
    },
  ];
}

/** Whether the last assessment observed nothing by the rule: a new rule, or one with `by` that had no group. */
function isFirstFigure({ rule, event }: Decision, previous: Assessment | null): boolean {
  return event === "raised" && previous !== null && !previous.rules.some((found) => found.rule === rule);
}

/** A rule that is quiet about `possible` tells of an alert first when it is worse. Otherwise only a silence makes news late. */
function hiddenBy({ notification, event, previous }: Decision): RuleNews["hiddenBy"] {
  if (notification === event) return null;
  const isFromPossible = previous?.level === "possible" && event === "worsened" && notification === "raised";
  return isFromPossible && !previous.wasSilenced ? "quiet" : "silence";
}

/**
 * The limits that readers were told last; or, when they know of no alert, those of the last assessment. `null`
 * when they are the same, or belong to another measure.
 */
function limitsBefore(
  { rule, group, limits, measure, previous: alert }: Decision,
  previous: Assessment | null,
): Limits | null {
  if (limits === null) return null;
  const findings = previous?.rules.filter((found) => found.rule === rule) ?? [];
  const finding = findings.find((found) => found.group === group) ?? findings[0];
  const lastMeasure = alert?.measure ?? finding?.measure;
  const then = alert?.lastNotified?.limits ?? finding?.limits;
  if (then === undefined || lastMeasure === undefined || !isSameMeasure(lastMeasure, measure)) return null;
  const isSameLimit = (["warning", "critical", "atLimit"] as const).every((key) => then[key] === limits[key]);
  return isSameLimit ? null : then;
}

/**
 * The floor that the group of an alert lay below in the last assessment before a limit was crossed, where that is not why it is raised
 * now. A rule that waits for several runs has crossed its limit in each of those between.
 */
function reachedFloor(
  { rule, group, notification, event, floor, previous: alert }: Decision,
  { previous, earlier }: EarlierAssessments,
): RuleNews["reachedFloor"] {
  if (notification !== "raised" || event !== "raised" || floor !== null) return null;
  const since = alert?.pendingRuns === 0 ? null : (alert?.since ?? null);
  const inOrder = [previous ?? [], earlier.toSorted(latestFirst)].flat();
  for (const { rules, unit, asOf } of inOrder) {
    const below = rules.find((found) => found.rule === rule && found.group === group)?.floor;
    if (below !== undefined) return { atLeast: below.atLeast, unit, asOf };
    if (since === null || asOf < since) return null;
  }
  return null;
}

function latestFirst(a: AssessmentSummary, b: AssessmentSummary): number {
  const [one, other] = [a, b].map(({ asOf, assessedAt }) => `${asOf} ${assessedAt}`);
  return (one ?? "") < (other ?? "") ? 1 : -1;
}

/** What was observed last, unless the policy measured something else then; or what readers were told last. */
function beforeOf({ notification, previous, measure, change }: Decision): RuleNews["before"] {
  if (previous === null) return null;
  const { lastNotified: told } = previous;
  const isOfTold =
    notification !== null && (ruleEvents[notification].isRelief || ruleEvents[notification].isEnd);
  if (isOfTold && told?.observed !== undefined) return { ...told.observed, asOf: told.asOf };
  // Readers may not have been told what was observed last.
  if (told?.of !== undefined || !isSameMeasure(previous.measure, change?.from.measure ?? measure))
    return null;
  return { ...previous.observed, asOf: previous.observedAsOf };
}
