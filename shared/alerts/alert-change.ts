import type { Level } from "../policy/level.ts";
import type { Day } from "../values/day.ts";
import type { RuleId } from "../values/identifier.ts";
import { type Bounds, toBounds } from "../values/interval.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import { type AlertEvent, isOpen } from "./alert.ts";
import type { SectorDecision } from "./decide-sector.ts";
import type { Decision } from "./decision.ts";
import type { FloorPart } from "./floor-part.ts";
import type { Reason, SectorReason } from "./reason.ts";
import type { SectorTransition } from "./sector-state.ts";
import { type Silence, silenceOverSector } from "./silence.ts";

/**
 * What a run did to one alert, or to the whole sector. The answer of a run, the lines of its history and the
 * output of a backtest are all made from this.
 */
export interface AlertChange {
  /** `null` for the whole sector. */
  rule: RuleId | null;
  group: string | null;
  /** The event of this run; `null` when the alert stays open as it was. */
  event: AlertEvent | null;
  /**
   * What readers are told. It differs from `event` when a silence hides the event, or has hidden an earlier
   * one.
   */
  notification: AlertEvent | null;
  /** The level after the event. */
  level: Level;
  /** What this run observed; `null` when there was nothing to observe, and in news that withholds it. */
  observed: Bounds | null;
  /** What was observed last, in this run or an earlier one. */
  lastObserved: Bounds | null;
  /** What the alert remembers after this run: not what is withheld. */
  remembered: Bounds | null;
  /** The day on which an earlier run observed it; `null` when no alert is remembered. */
  lastObservedAsOf: Day | null;
  /** Whether `observed` looks better in incomplete data than the alert, which is held. */
  isWithheld: boolean;
  limit: number | null;
  /** The day since which the state exists, or existed; `null` for a state of the sector that has ended. */
  since: Day | null;
  /** Whether `since` is the first look at the sector. Then the alert may have begun on any day before. */
  isFirstLook: boolean;
  reason: Reason | SectorReason;
  /** The silence that hides it; `null` when none does. */
  silence: Silence | null;
  /** The acknowledgement that goes on; `null` when there is none. */
  acknowledgement: Acknowledgement | null;
  /** What the floor of its rule has to do with it; `null` for nothing. */
  floor: FloorPart | null;
}

/**
 * One change for each alert that is open or has changed, in the order of the policy; then those of the sector.
 */
export function changesOf(decision: SectorDecision): AlertChange[] {
  const ofRules = decision.decisions.flatMap((one) => ruleChange(one) ?? []);
  return [...ofRules, ...sectorChanges(decision, decision.silences)];
}

export function ruleChange(decision: Decision): AlertChange | null {
  const { rule, group, event, notification, previous, next, observed, limit, reason, silence } = decision;
  const { acknowledgement, floor } = decision;
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
    remembered: next?.observed ?? null,
    lastObservedAsOf: next?.observedAsOf ?? null,
    isWithheld: decision.isWithheld && found !== null,
    limit,
    since: alert?.since ?? null,
    isFirstLook: alert?.atFirstLook ?? false,
    reason,
    silence,
    acknowledgement,
    floor,
  };
}

type SectorChange = Pick<AlertChange, "event" | "notification" | "since" | "reason">;

/** The events of the whole sector and its lasting states: first about missing data, then about old data. */
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
      remembered: null,
      lastObservedAsOf: null,
      isWithheld: false,
      limit: null,
      isFirstLook: false,
      silence: silenceOverSector(silences),
      acknowledgement: null,
      floor: null,
    }));
}
