import { type Alert, type AlertEvent, type Decision, type Level, rank } from "./alert.ts";
import type { Assessment } from "./assessment.ts";
import type { Interval } from "./interval.ts";
import type { Measure } from "./measure.ts";
import type { SectorDecision } from "./sector-decision.ts";

/** What happened to one rule, with all that a reader needs to understand it. */
export interface RuleNews {
  scope: "rule";
  rule: string;
  group: string | null;
  title: string;
  event: AlertEvent;
  /** The level it is at now; `none` once resolved. */
  level: Level;
  was: Level;
  since: string | null;
  measure: Measure;
  /** `null` when there is nothing to observe any more. */
  observed: Interval | null;
  limit: number;
  /** On which side of the limit trouble lies. */
  side: "above" | "below";
  before: { lower: number; upper: number | null; asOf: string } | null;
  reason: Decision["reason"];
}

/** What happened to the sector as a whole. */
export interface SectorNews {
  scope: "sector";
  event: Extract<AlertEvent, "no-data" | "data-back">;
  level: Level;
  text: string;
}

export type News = RuleNews | SectorNews;

const BAD_EVENTS: readonly AlertEvent[] = ["no-data", "raised", "worsened"];

/** Everything that happened in one run, worst first. */
export function newsOf(
  decision: SectorDecision,
  assessment: Pick<Assessment, "windowDays" | "positions">,
): News[] {
  const news = decision.decisions.flatMap<News>(ruleNews);
  if (decision.sectorEvent !== null) news.push(sectorNews(decision.sectorEvent, assessment));
  return news.sort((a, b) => Number(isBad(b)) - Number(isBad(a)) || rank(b.level) - rank(a.level));
}

/** Whether an event is bad news, rather than relief. */
export function isBad({ event }: Pick<News, "event">): boolean {
  return BAD_EVENTS.includes(event);
}

function ruleNews(decision: Decision): RuleNews[] {
  const { event, previous, next, rule, group, title, measure, observed, reason } = decision;
  const crossed = next ?? previous;
  if (event === null || crossed === null) return [];
  return [
    {
      scope: "rule",
      rule,
      group,
      title,
      event,
      level: next?.level ?? "none",
      was: previous?.level ?? "none",
      since: crossed.since,
      measure,
      observed,
      limit: decision.limit,
      side: decision.side,
      before: beforeOf(previous, measure),
      reason,
    },
  ];
}

/** What was observed last, unless the policy has measured something else then. */
function beforeOf(previous: Alert | null, measure: Measure): RuleNews["before"] {
  if (previous === null || JSON.stringify(previous.measure) !== JSON.stringify(measure)) return null;
  return { ...previous.observed, asOf: previous.observedAsOf };
}

function sectorNews(
  event: SectorNews["event"],
  { windowDays, positions }: Pick<Assessment, "windowDays" | "positions">,
): SectorNews {
  const window = `in the last ${windowDays} days`;
  if (event === "data-back")
    return { scope: "sector", event, level: "none", text: `positions again ${window}` };
  const text = positions === 0 ? `no position ${window}` : `no position worth anything ${window}`;
  return { scope: "sector", event, level: "possible", text };
}
