import { type AlertEvent, isOpen, type Level, rank } from "../../shared/alert.ts";
import type { Assessed } from "../../shared/assess.ts";
import type { Assessment } from "../../shared/assessment.ts";
import type { Bulletin } from "../../shared/bulletin.ts";
import { type Bounds, toBounds } from "../../shared/interval.ts";
import type { SectorDecision } from "../../shared/sector-decision.ts";
import { sectorHappenings } from "../../shared/sector-state.ts";
import { silenceOverSector } from "../../shared/silence.ts";
import type { Verdict } from "./verdict.ts";

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

/** Why a run wrote and published nothing of its own. */
export type NotWritten =
  | "dry run"
  | "another window than the policy's"
  | "a day still to come"
  | "older than the last assessment"
  | "kept as history"
  | "another run was first";

/** Runs that say what would be sent. */
const DRY_RUNS: ReadonlySet<NotWritten> = new Set([
  "dry run",
  "another window than the policy's",
  "a day still to come",
]);

/** What a recompute answers for one sector. */
export interface SectorResult {
  sector: string;
  assessment: Assessment;
  alerts: AlertStatus[];
  bulletin: (Pick<Bulletin, "id" | "subject" | "text"> & { published: boolean }) | null;
  /** Ids of bulletins that an earlier run left unpublished and this one published. */
  recovered: string[];
  /** Present when something of the past could not be read and is not told: a sentence each. */
  problems?: string[];
  /** Present when nothing was written. */
  notWritten?: NotWritten;
  /** Present when the answer was too large and holds only the largest keys. */
  shortened?: true;
}

/** The answer for a verdict that was written and published, or held back for a reason. */
export function resultOf(
  { decision, bulletin }: Verdict,
  { assessment }: Assessed,
  notWritten: NotWritten | null,
  recovered: string[],
): SectorResult {
  // A run that was held back by a later one has nothing to say about the sector as it stands.
  const isHeldBack = notWritten !== null && !DRY_RUNS.has(notWritten);
  const alerts = alertStatuses(decision);
  const published = notWritten === null;
  return {
    sector: assessment.sector,
    assessment,
    alerts: isHeldBack ? alerts.flatMap(withoutEvent) : alerts,
    bulletin:
      isHeldBack || bulletin === null
        ? null
        : { id: bulletin.id, subject: bulletin.subject, text: bulletin.text, published },
    recovered,
    ...(notWritten === null ? {} : { notWritten }),
  };
}

/** An alert that is open whatever this run found; one that is not is left out. */
function withoutEvent(alert: AlertStatus): AlertStatus[] {
  return alert.level === "none" ? [] : [{ ...alert, event: null }];
}

/** Open alerts and those that something happened to, with the sector's own event first. */
export function alertStatuses(decision: SectorDecision): AlertStatus[] {
  const { decisions, silences } = decision;
  const told = decisions.filter(
    ({ next, event, announced }) => (next !== null && isOpen(next)) || event !== null || announced !== null,
  );
  const statuses = told.map<AlertStatus>(
    ({ limit, rule, group, previous, next, event, announced, observed, reason, silence }) => ({
      rule,
      group,
      level: next?.level ?? "none",
      event: announced ?? event,
      observed: observed === null ? (next?.observed ?? null) : toBounds(observed),
      limit,
      since: (next ?? previous)?.since ?? null,
      isFirstLook: (next ?? previous)?.atFirstLook ?? false,
      reason,
      silencedUntil: silence?.until ?? null,
    }),
  );
  statuses.sort((a, b) => rank(b.level) - rank(a.level));
  const silencedUntil = silenceOverSector(silences)?.until ?? null;
  const sector = sectorHappenings(decision).map<AlertStatus>(({ event, announced, since, reason }) => ({
    rule: null,
    group: null,
    level: since === null ? "none" : "possible",
    event: announced ?? event,
    observed: null,
    limit: null,
    since,
    isFirstLook: false,
    reason,
    silencedUntil,
  }));
  return [...sector, ...statuses];
}
