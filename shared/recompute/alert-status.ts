import { type AlertEvent, isOpen } from "../alerts/alert.ts";
import { type AlertChange, changesOf, sectorChanges } from "../alerts/alert-change.ts";
import type { SectorDecision } from "../alerts/decide-sector.ts";
import { silenceOver } from "../alerts/silence.ts";
import { type Level, rank } from "../policy/level.ts";
import { reasonTexts } from "../text/reasons.ts";
import type { Bounds } from "../values/interval.ts";
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
  /** In words. */
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
  const changes = changesOf(decision);
  const ofRules = changes.filter(({ rule }) => rule !== null).sort((a, b) => rank(b.level) - rank(a.level));
  return [...changes.filter(({ rule }) => rule === null), ...ofRules].map(statusOf);
}

function statusOf(change: AlertChange): AlertStatus {
  const {
    rule,
    group,
    level,
    event,
    notification,
    lastObserved,
    limit,
    since,
    isFirstLook,
    reason,
    silence,
  } = change;
  return {
    rule,
    group,
    level,
    event: notification ?? event,
    observed: lastObserved,
    limit,
    since,
    isFirstLook,
    reason: reasonTexts[reason],
    silencedUntil: silence?.until ?? null,
  };
}

/** What stands in a ledger, whatever a run of the past has found: the sector's own state, then its open alerts. */
export function standingStatuses(ledger: Ledger): AlertStatus[] {
  const nothing = { sectorEvent: null, sectorNotification: null, staleEvent: null, staleNotification: null };
  const ofSector = sectorChanges({ ...ledger, ...nothing }, ledger.silences).map(statusOf);
  return [...ofSector, ...openStatuses(ledger)];
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
    reason: reasonTexts.unchanged,
    silencedUntil: silenceOver(silences, alert)?.until ?? null,
  }));
}
