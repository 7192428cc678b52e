import type { Assessed } from "../assessment/assess.ts";
import type { Assessment } from "../assessment/assessment.ts";
import type { Beside } from "../benchmark/beside.ts";
import type { Bulletin } from "../bulletin/bulletin.ts";
import type { SectorId } from "../values/identifier.ts";
import { type AlertStatus, alertStatuses, standingStatuses, withoutEvent } from "./alert-status.ts";
import type { Ledger } from "./ledger.ts";
import type { Outcome } from "./outcome.ts";

/** Why a run wrote and published nothing. */
export type NotWritten =
  | "dry run"
  | "another window than the policy's"
  | "a day still to come"
  | "older than the last assessment"
  | "kept as history"
  | "an import is under way"
  | "another run was first";

/** Reasons of runs that show what would be sent. */
const DRY_RUNS: ReadonlySet<NotWritten> = new Set([
  "dry run",
  "another window than the policy's",
  "a day still to come",
]);

/** What a recompute found of one sector, and what it wrote and sent. */
export interface SectorResult {
  sector: SectorId;
  assessment: Assessment;
  alerts: AlertStatus[];
  bulletin: (Pick<Bulletin, "id" | "subject" | "text"> & { published: boolean }) | null;
  /** Ids of bulletins that an earlier run left unpublished and this run published. */
  recovered: string[];
  /** What the policy has it compared with. Absent without a benchmark. */
  benchmark?: Beside;
  /** Present when something stored earlier could not be read and is left out: one sentence each. */
  problems?: string[];
  /** Present when nothing was written. */
  notWritten?: NotWritten;
  /** Present when the answer would be too large, so that it has only the largest keys. */
  shortened?: true;
}

/** The answer of a recompute that left the sector to several functions: it has too many positions for one. */
export interface SectorInParts {
  sector: SectorId;
  inParts: {
    /** The execution of Step Functions that folds the parts, and then recomputes the sector. */
    execution: string;
    parts: number;
    /** How many positions the sector has, as far as is known. */
    positions: number;
  };
}

/** The answer of a recompute for one sector. */
export type SectorAnswer = SectorResult | SectorInParts;

export function isInParts(answer: SectorAnswer): answer is SectorInParts {
  return "inParts" in answer;
}

/**
 * Reasons of runs whose figures are not the current state of the sector: a later run has decided already, or
 * will.
 */
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
  // A run that was held back because of another run does not know the current state of the sector.
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
