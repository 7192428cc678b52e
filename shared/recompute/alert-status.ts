import { type AlertEvent, isOpen } from "../alerts/alert.ts";
import type { SectorDecision } from "../alerts/decide-sector.ts";
import { type SectorTransition, sectorHappenings } from "../alerts/sector-state.ts";
import { type Silence, silenceOver, silenceOverSector } from "../alerts/silence.ts";
import { type Level, rank } from "../policy/level.ts";
import { type Bounds, toBounds } from "../values/interval.ts";
import type { Ledger } from "./ledger.ts";

/** One open alert, or one that something happened to in this run. `rule` is `null` for the sector as a whole. */
export interface AlertStatus {
  rule: string | null;
  group: string | null;
  level: Level;
  event: AlertEvent | null;
  observed: Bounds | null;
  limit: number | null;
  since: string | null;
  /** Whether `since` is the first look at the sector: it may have begun on any day before. */
  isFirstLook: boolean;
  reason: string;
  /** Until when a silence hides it from its readers; `null` when none does. */
  silencedUntil: string | null;
}

/** An alert that is open whatever this run found; one that is not is left out. */
export function withoutEvent(alert: AlertStatus): AlertStatus[] {
  return alert.level === "none" ? [] : [{ ...alert, event: null }];
}

/** Open alerts and those that something happened to, with the sector's own event first. */
export function alertStatuses(decision: SectorDecision): AlertStatus[] {
  const { decisions, silences } = decision;
  const told = decisions.filter(
    ({ next, event, notification }) =>
      (next !== null && isOpen(next)) || event !== null || notification !== null,
  );
  const statuses = told.map<AlertStatus>(
    ({ limit, rule, group, previous, next, event, notification, observed, reason, silence }) => ({
      rule,
      group,
      level: next?.level ?? "none",
      event: notification ?? event,
      observed: observed === null ? (next?.observed ?? null) : toBounds(observed),
      limit,
      since: (next ?? previous)?.since ?? null,
      isFirstLook: (next ?? previous)?.atFirstLook ?? false,
      reason,
      silencedUntil: silence?.until ?? null,
    }),
  );
  statuses.sort((a, b) => rank(b.level) - rank(a.level));
  return [...sectorStatuses(decision, silences), ...statuses];
}

/** What stands in a ledger, whatever a run of the past has found: the sector's own state, then its open alerts. */
export function standingStatuses(ledger: Ledger): AlertStatus[] {
  const nothing = { sectorEvent: null, sectorNotification: null, staleEvent: null, staleNotification: null };
  return [...sectorStatuses({ ...ledger, ...nothing }, ledger.silences), ...openStatuses(ledger)];
}

/** The alerts that are open in a ledger, worst first. */
export function openStatuses({ alerts, silences }: Pick<Ledger, "alerts" | "silences">): AlertStatus[] {
  const open = alerts.filter(isOpen).sort((a, b) => rank(b.level) - rank(a.level));
  return open.map((alert) => ({
    rule: alert.rule,
    group: alert.group,
    level: alert.level,
    event: null,
    observed: alert.observed,
    limit: alert.limit,
    since: alert.since,
    isFirstLook: alert.atFirstLook,
    reason: "unchanged",
    silencedUntil: silenceOver(silences, alert)?.until ?? null,
  }));
}

function sectorStatuses(transition: SectorTransition, silences: Silence[]): AlertStatus[] {
  const silencedUntil = silenceOverSector(silences)?.until ?? null;
  return sectorHappenings(transition).map<AlertStatus>(({ event, notification, since, reason }) => ({
    rule: null,
    group: null,
    level: since === null ? "none" : "possible",
    event: notification ?? event,
    observed: null,
    limit: null,
    since,
    isFirstLook: false,
    reason,
    silencedUntil,
  }));
}
