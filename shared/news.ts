import { type AlertEvent, type Decision, type Level, rank } from "./alert.ts";
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
  /** `null` when the rule has left the policy. */
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
export function newsOf(decision: SectorDecision, windowDays: number): News[] {
  const news = decision.decisions.flatMap<News>(ruleNews);
  if (decision.sectorEvent !== null) news.push(sectorNews(decision.sectorEvent, windowDays));
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
      limit: crossed.limit,
      side: decision.side,
      before: previous && { ...previous.observed, asOf: previous.observedAsOf },
      reason,
    },
  ];
}

function sectorNews(event: SectorNews["event"], windowDays: number): SectorNews {
  const text =
    event === "no-data"
      ? `no position in the last ${windowDays} days`
      : `positions again in the last ${windowDays} days`;
  return { scope: "sector", event, level: event === "no-data" ? "possible" : "none", text };
}
