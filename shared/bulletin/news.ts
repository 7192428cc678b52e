import type { AlertEvent, RuleEvent } from "../alerts/alert.ts";
import type { Decision } from "../alerts/decide-alert.ts";
import type { SectorDecision } from "../alerts/decide-sector.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { type Definition, isSameMeasure } from "../policy/definition.ts";
import { alertKey, type Level, rank } from "../policy/level.ts";
import type { Measure } from "../policy/measure.ts";
import type { Limits } from "../policy/policy.ts";
import type { Interval } from "../values/interval.ts";
import { type DatedAssessment, type SectorNews, sectorNews } from "./sector-news.ts";

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
  /** Whether `since` is the first look at the sector: it may have begun on any day before. */
  isFirstLook: boolean;
  /** At a first look: the earliest day that stored positions show it on, of those looked back at; else `null`. */
  shownSince: string | null;
  measure: Measure;
  /** `null` when there is nothing to observe, any more or that day. */
  observed: Interval | null;
  limit: number;
  /** On which side of the limit trouble lies. */
  side: "above" | "below";
  /** Whether a value that only reaches the limit crosses it. */
  atLimit: boolean;
  /** How far inside the limit it must be to leave the level. */
  margin: number;
  /** The limits that the policy had at the last assessment, if it has changed them since. */
  limitsBefore: Limits | null;
  /** What was observed before; of what has eased or is over, what readers were told last. */
  before: { lower: number; upper: number | null; asOf: string } | null;
  /** What the rule was and what it is, where the news is that it was changed. */
  change: { from: Definition; now: Definition } | null;
  reason: Decision["reason"];
  /** Whether it happened before this run, behind a silence. */
  isLate: boolean;
}

export type News = RuleNews | SectorNews;

/**
 * What a reader wants to know first: that nothing can be seen, as all else is then what was seen last; what is bad; what
 * is neither; what is better; and then what is known already.
 */
const ORDER: Record<AlertEvent, number> = {
  "no-data": 0,
  raised: 1,
  worsened: 1,
  stale: 1,
  "rule-changed": 2,
  eased: 3,
  resolved: 3,
  "data-back": 3,
  fresh: 3,
  reminder: 4,
};

/** Everything that readers are to be told after one run, worst first. `previous` is the last assessment before. */
export function newsOf(
  decision: SectorDecision,
  assessment: DatedAssessment,
  previous: Assessment | null = null,
  crossed: ReadonlyMap<string, string> = new Map(),
): News[] {
  const ofRules = decision.decisions.flatMap<News>((one) => ruleNews(one, previous, crossed));
  const ofSector = [decision.sectorNotification, decision.staleNotification].flatMap<News>((event) =>
    event === null ? [] : sectorNews(event, assessment, previous),
  );
  return [...ofRules, ...ofSector].sort(
    (a, b) => ORDER[a.event] - ORDER[b.event] || rank(b.level) - rank(a.level),
  );
}

function ruleNews(
  decision: Decision,
  previousAssessment: Assessment | null,
  crossed: ReadonlyMap<string, string>,
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
      title,
      event: notification,
      level: next?.level ?? "none",
      was: previous?.lastNotified?.level ?? "none",
      since: alert.since,
      isFirstLook: alert.atFirstLook,
      shownSince: crossed.get(alertKey(alert)) ?? null,
      measure,
      observed,
      limit,
      side,
      atLimit: (decision.limits ?? alert.limits).atLimit === true,
      margin,
      limitsBefore: notification === "rule-changed" ? null : limitsBefore(decision, previousAssessment),
      before: beforeOf(decision),
      change: decision.change,
      reason,
      isLate: notification !== decision.event,
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
  const then = alert?.lastNotified?.limits ?? finding?.limits;
  if (then === undefined || lastMeasure === undefined || !isSameMeasure(lastMeasure, measure)) return null;
  const isSameLimit = (["warning", "critical", "atLimit"] as const).every((key) => then[key] === limits[key]);
  return isSameLimit ? null : then;
}

/** What was observed last, unless the policy has measured something else then; or what readers were told last. */
function beforeOf({ notification, previous, measure, change }: Decision): RuleNews["before"] {
  if (previous === null) return null;
  const { lastNotified: told } = previous;
  const isOfTold = notification === "eased" || notification === "resolved" || notification === "rule-changed";
  if (isOfTold && told?.observed !== undefined) return { ...told.observed, asOf: told.asOf };
  // What was observed last need not be what readers were told.
  if (told?.of !== undefined || !isSameMeasure(previous.measure, change?.from.measure ?? measure))
    return null;
  return { ...previous.observed, asOf: previous.observedAsOf };
}
