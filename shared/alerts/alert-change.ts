import type { Level } from "../policy/level.ts";
import { type Bounds, toBounds } from "../values/interval.ts";
import { type AlertEvent, isOpen } from "./alert.ts";
import type { Decision } from "./decide-alert.ts";
import type { SectorDecision } from "./decide-sector.ts";
import type { Reason, SectorReason } from "./reason.ts";
import type { SectorTransition } from "./sector-state.ts";
import { type Silence, silenceOverSector } from "./silence.ts";

/**
 * What a run did to one alert, or to the sector as a whole. The answer of a run, the lines of its history and what a
 * backtest shows are all made from it.
 */
export interface AlertChange {
  /** `null` for the sector as a whole. */
  rule: string | null;
  group: string | null;
  /** What happened in this run; `null` when it stays open as it was. */
  event: AlertEvent | null;
  /** What readers are told; it differs from `event` where a silence stands between the two. */
  notification: AlertEvent | null;
  /** The level after it. */
  level: Level;
  /** What this run observed; `null` when there was nothing to observe. */
  observed: Bounds | null;
  /** What was observed last, in this run or an earlier one. */
  lastObserved: Bounds | null;
  limit: number | null;
  /** Since when it is so, or was; of the sector `null` when it is no longer so. */
  since: string | null;
  /** Whether `since` is the first look at the sector: it may have begun on any day before. */
  isFirstLook: boolean;
  reason: Reason | SectorReason;
  /** The silence that hides it; `null` when none does. */
  silence: Silence | null;
}

/** One change for each alert that is open or that something happened to, in the order of the policy; then the sector's own. */
export function changesOf(decision: SectorDecision): AlertChange[] {
  const ofRules = decision.decisions.flatMap((one) => ruleChange(one) ?? []);
  return [...ofRules, ...sectorChanges(decision, decision.silences)];
}

function ruleChange(decision: Decision): AlertChange | null {
  const { rule, group, event, notification, previous, next, observed, limit, reason, silence } = decision;
  const level = next !== null && isOpen(next) ? next.level : "none";
  if (level === "none" && event === null && notification === null) return null;
  const alert = next ?? previous;
  const found = observed && toBounds(observed);
  return {
    rule,
    group,
    event,
    notification,
    level,
    observed: found,
    lastObserved: found ?? next?.observed ?? null,
    limit,
    since: alert?.since ?? null,
    isFirstLook: alert?.atFirstLook ?? false,
    reason,
    silence,
  };
}

type SectorChange = Pick<AlertChange, "event" | "notification" | "since" | "reason">;

/** What happened to the sector as a whole, and what has been so for some time: its data, then their age. */
export function sectorChanges(transition: SectorTransition, silences: Silence[]): AlertChange[] {
  const { sectorEvent, sectorNotification, noDataSince } = transition;
  const { staleEvent, staleNotification, staleSince } = transition;
  const data: SectorChange = {
    event: sectorEvent,
    notification: sectorNotification,
    since: noDataSince,
    reason: noDataSince === null ? "data-back" : "no-data",
  };
  const age: SectorChange = {
    event: staleEvent,
    notification: staleNotification,
    since: staleSince,
    reason: staleSince === null ? "fresh" : "stale",
  };
  return [data, age]
    .filter(({ event, notification, since }) => event !== null || notification !== null || since !== null)
    .map((change) => ({
      ...change,
      rule: null,
      group: null,
      level: change.since === null ? "none" : "possible",
      observed: null,
      lastObserved: null,
      limit: null,
      isFirstLook: false,
      silence: silenceOverSector(silences),
    }));
}
