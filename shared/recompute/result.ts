import type { Assessed } from "../assessment/assess.ts";
import type { Assessment } from "../assessment/assessment.ts";
import type { Bulletin } from "../bulletin/bulletin.ts";
import { type AlertStatus, alertStatuses, standingStatuses, withoutEvent } from "./alert-status.ts";
import type { Ledger } from "./ledger.ts";
import type { Outcome } from "./outcome.ts";

/** Why a run wrote and published nothing of its own. */
export type NotWritten =
  | "dry run"
  | "another window than the policy's"
  | "a day still to come"
  | "older than the last assessment"
  | "kept as history"
  | "an import is under way"
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

/** Runs whose figures say nothing about the sector as it stands: a later one has decided already, or is to. */
const OTHERS_DECIDE: ReadonlySet<NotWritten> = new Set([
  "older than the last assessment",
  "kept as history",
  "an import is under way",
]);

/** The answer for an outcome that was written and published, or held back for a reason. */
export function resultOf(
  { decision, bulletin }: Outcome,
  { assessment }: Assessed,
  notWritten: NotWritten | null,
  recovered: string[],
  ledger: Ledger,
): SectorResult {
  // A run that was held back by another one has nothing to say about the sector as it stands.
  const isHeldBack = notWritten !== null && !DRY_RUNS.has(notWritten);
  const isForOthers = notWritten !== null && OTHERS_DECIDE.has(notWritten);
  const alerts = isForOthers ? standingStatuses(ledger) : alertStatuses(decision);
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
