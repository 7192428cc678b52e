import { type Acknowledgement, acknowledgementOf } from "../alerts/acknowledgement.ts";
import { type AlertEvent, isOpen } from "../alerts/alert.ts";
import { type AlertChange, changesOf, sectorChanges } from "../alerts/alert-change.ts";
import type { SectorDecision } from "../alerts/decide-sector.ts";
import type { SectorTransition } from "../alerts/sector-state.ts";
import { type Silence, silenceOver } from "../alerts/silence.ts";
import { type Level, rank } from "../policy/level.ts";
import { reasonText, reasonTexts } from "../text/reasons.ts";
import type { Day } from "../values/day.ts";
import type { RuleId } from "../values/identifier.ts";
import type { Bounds } from "../values/interval.ts";
import type { Ledger } from "./ledger.ts";

/** An alert that is open or has changed in this run. `rule` is `null` for the whole sector. */
export interface AlertStatus {
  rule: RuleId | null;
  group: string | null;
  level: Level;
  event: AlertEvent | null;
  observed: Bounds | null;
  /** The day of `observed`: an earlier one than that of the decision where nothing newer is known; `null` without it. */
  observedAsOf: Day | null;
  /** Whether `observed` is of incomplete data and looks better than the level, which is therefore held. */
  isWithheld: boolean;
  /** What is known instead of a withheld `observed`, and its day; `null` where nothing is withheld, or it is not known any more. */
  lastKnown: { observed: Bounds; asOf: Day } | null;
  limit: number | null;
  since: Day | null;
  /** Whether `since` is the first look at the sector. Then the alert may have begun on any day before. */
  isFirstLook: boolean;
  /** The reason as a sentence. */
  reason: string;
  /** The day until which a silence hides it; `null` when none does. */
  silencedUntil: string | null;
  /** Who knows of it, so that no reminder is sent; `null` when nobody has acknowledged it. */
  acknowledged: Acknowledged | null;
}

/** An acknowledgement, as it is shown beside its alert. */
export type Acknowledged = Pick<Acknowledgement, "id" | "by" | "reason" | "until" | "since">;

/** How an acknowledgement is shown beside its alert. */
export function acknowledgedBy(acknowledgement: Acknowledgement | null): Acknowledged | null {
  if (acknowledgement === null) return null;
  const { id, by, reason, until, since } = acknowledgement;
  return { id, by, reason, until, since };
}

/** The status of an alert that this run did not decide on; none when the alert is not open. */
export function withoutEvent(alert: AlertStatus): AlertStatus[] {
  return alert.level === "none" ? [] : [{ ...alert, event: null }];
}

/** The same, worst first. */
export function byLevel<One extends Pick<AlertStatus, "level">>(all: readonly One[]): One[] {
  return all.toSorted((a, b) => rank(b.level) - rank(a.level));
}

/** Alerts that are open or have changed in a decision as of a day, with the events of the sector first. */
export function alertStatuses(decision: SectorDecision, asOf: Day): AlertStatus[] {
  const changes = changesOf(decision);
  const ofRules = byLevel(changes.filter(({ rule }) => rule !== null));
  return [...changes.filter(({ rule }) => rule === null), ...ofRules].map((change) => statusOf(change, asOf));
}

function statusOf(change: AlertChange, asOf: Day | null): AlertStatus {
  const {
    rule,
    group,
    level,
    event,
    notification,
    observed,
    lastObserved,
    lastObservedAsOf,
    limit,
    since,
    isFirstLook,
    silence,
  } = change;
  return {
    rule,
    group,
    level,
    event: notification ?? event,
    observed: lastObserved,
    observedAsOf: observed === null ? lastObservedAsOf : asOf,
    isWithheld: change.isWithheld,
    lastKnown: lastKnownOf(change),
    limit,
    since,
    isFirstLook,
    reason: reasonText(change),
    silencedUntil: silence?.until ?? null,
    acknowledged: acknowledgedBy(change.acknowledgement),
  };
}

function lastKnownOf({ isWithheld, remembered, lastObservedAsOf }: AlertChange): AlertStatus["lastKnown"] {
  if (!isWithheld || remembered === null || lastObservedAsOf === null) return null;
  return { observed: remembered, asOf: lastObservedAsOf };
}

/** The statuses from a ledger, as its last decision left them: the state of the sector, then its open alerts. */
export function standingStatuses(ledger: Ledger): AlertStatus[] {
  const { noDataSince, staleSince, silences } = ledger;
  const events = { sectorEvent: null, staleEvent: null };
  return [...sectorStatuses({ noDataSince, staleSince, ...events }, silences), ...openStatuses(ledger)];
}

/** The state of a sector, and what happened to it. */
export type SectorHappened = Pick<
  SectorTransition,
  "noDataSince" | "staleSince" | "sectorEvent" | "staleEvent"
>;

/** The statuses of the sector itself: first about missing data, then about old data. */
export function sectorStatuses(happened: SectorHappened, silences: Silence[]): AlertStatus[] {
  const untold = {
    sectorNotification: null,
    noDataNotified: false,
    staleNotification: null,
    staleNotified: false,
  };
  return sectorChanges({ ...happened, ...untold }, silences).map((change) => statusOf(change, null));
}

/** The alerts that are open in a ledger, worst first. */
export function openStatuses({
  alerts,
  silences,
  acknowledgements,
}: Pick<Ledger, "alerts" | "silences" | "acknowledgements">): AlertStatus[] {
  return byLevel(alerts.filter(isOpen)).map((alert) => ({
    rule: alert.rule,
    group: alert.group,
    level: alert.level,
    event: null,
    observed: alert.observed,
    observedAsOf: alert.observedAsOf,
    isWithheld: false,
    lastKnown: null,
    limit: alert.limit,
    since: alert.since,
    isFirstLook: alert.atFirstLook,
    reason: reasonTexts.unchanged,
    silencedUntil: silenceOver(silences, alert)?.until ?? null,
    acknowledged: acknowledgedBy(acknowledgementOf(acknowledgements, alert)),
  }));
}
