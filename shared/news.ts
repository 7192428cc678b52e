import { type Alert, type AlertEvent, type Level, type RuleEvent, rank, type SectorEvent } from "./alert.ts";
import type { Decision } from "./alert-decision.ts";
import type { Assessment } from "./assessment.ts";
import type { Interval } from "./interval.ts";
import type { Measure } from "./measure.ts";
import type { Limits } from "./policy.ts";
import type { SectorDecision } from "./sector-decision.ts";
import { daysOfWindow, type WindowTold } from "./window-text.ts";

/** What happened to one rule, with all that a reader needs to understand it. */
export interface RuleNews {
  scope: "rule";
  rule: string;
  group: string | null;
  title: string;
  event: RuleEvent;
  /** The level it is at now; `none` once resolved. */
  level: Level;
  /** The level that readers knew of. */
  was: Level;
  since: string;
  measure: Measure;
  /** `null` when there is nothing to observe, any more or that day. */
  observed: Interval | null;
  limit: number;
  /** On which side of the limit trouble lies. */
  side: "above" | "below";
  /** How far inside the limit it must be to leave the level. */
  margin: number;
  /** The limits that the policy had at the last assessment, if it has changed them since. */
  limitsBefore: Limits | null;
  before: { lower: number; upper: number | null; asOf: string } | null;
  reason: Decision["reason"];
  /** Whether it happened before this run, behind a silence. */
  isLate: boolean;
}

/** What happened to the sector as a whole. */
export interface SectorNews {
  scope: "sector";
  event: SectorEvent;
  level: Level;
  text: string;
}

export type News = RuleNews | SectorNews;

/** What a reader wants to know first: what is bad, then what is better. */
const IS_RELIEF: Record<AlertEvent, boolean> = {
  "no-data": false,
  raised: false,
  worsened: false,
  reminder: false,
  eased: true,
  resolved: true,
  "data-back": true,
};

/** Everything that readers are to be told after one run, worst first. `previous` is the last assessment before. */
export function newsOf(
  decision: SectorDecision,
  assessment: WindowTold & Pick<Assessment, "positions">,
  previous: Assessment | null = null,
): News[] {
  const news = decision.decisions.flatMap<News>((one) => ruleNews(one, previous));
  if (decision.sectorAnnounced !== null) news.push(sectorNews(decision.sectorAnnounced, assessment));
  const isOld = ({ event }: News) => event === "reminder";
  // Without data, all else is what was seen last.
  const isBlind = ({ event }: News) => event === "no-data";
  return news.sort(
    (a, b) =>
      Number(isBlind(b)) - Number(isBlind(a)) ||
      Number(IS_RELIEF[a.event]) - Number(IS_RELIEF[b.event]) ||
      rank(b.level) - rank(a.level) ||
      Number(isOld(a)) - Number(isOld(b)),
  );
}

function ruleNews(decision: Decision, previousAssessment: Assessment | null): RuleNews[] {
  const { announced, previous, next, rule, group, title, measure, observed, limit, side, margin, reason } =
    decision;
  const alert = next ?? previous;
  if (announced === null || alert === null) return [];
  return [
    {
      scope: "rule",
      rule,
      group,
      title,
      event: announced,
      level: next?.level ?? "none",
      was: previous?.told?.level ?? "none",
      since: alert.since,
      measure,
      observed,
      limit,
      side,
      margin,
      limitsBefore: limitsBefore(decision, previousAssessment),
      before: beforeOf(previous, measure),
      reason,
      isLate: announced !== decision.event,
    },
  ];
}

/**
 * The limits that readers were told last; or, if they know of no alert, those of the last assessment. `null` when they
 * are the same, or of another measure.
 */
function limitsBefore(
  { rule, group, limits, measure, previous: alert }: Decision,
  previous: Assessment | null,
): Limits | null {
  if (limits === null) return null;
  const findings = previous?.rules.filter((found) => found.rule === rule) ?? [];
  const finding = findings.find((found) => found.group === group) ?? findings[0];
  const lastMeasure = alert?.measure ?? finding?.measure;
  const then = alert?.told?.limits ?? finding?.limits;
  if (then === undefined || lastMeasure === undefined || !isSame(lastMeasure, measure)) return null;
  return then.warning === limits.warning && then.critical === limits.critical ? null : then;
}

/** What was observed last, unless the policy has measured something else then. */
function beforeOf(previous: Alert | null, measure: Measure): RuleNews["before"] {
  if (previous === null || !isSame(previous.measure, measure)) return null;
  return { ...previous.observed, asOf: previous.observedAsOf };
}

function isSame(a: Measure, b: Measure): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function sectorNews(
  event: SectorNews["event"],
  assessment: WindowTold & Pick<Assessment, "positions">,
): SectorNews {
  const window = `in ${daysOfWindow(assessment)}`;
  if (event === "data-back")
    return { scope: "sector", event, level: "none", text: `positions again ${window}` };
  const text = assessment.positions === 0 ? `no position ${window}` : `no position worth anything ${window}`;
  return { scope: "sector", event, level: "possible", text };
}
