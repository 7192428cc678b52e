import type { Assessed } from "../assessment/assess.ts";
import type { Assessment } from "../assessment/assessment.ts";
import type { Beside } from "../benchmark/beside.ts";
import type { Bulletin } from "../bulletin/bulletin.ts";
import type { Day } from "../values/day.ts";
import type { SectorId } from "../values/identifier.ts";
import type { AlertStatus } from "./alert-status.ts";
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

/** The alerts of an answer, and whose they are. */
export interface AlertsShown {
  alerts: AlertStatus[];
  /**
   * The decision that they are of: its day, and its assessment, `null` where that is not stored. `null` where there is no decision:
   * of a day in the past, they are then what a first run as of it would find.
   */
  alertsOf: { asOf: Day; assessment: string | null } | null;
  figuresChanged?: true;
  /** What of them could not be read. */
  problems?: string[];
}

/** What a recompute found of one sector, and what it wrote and sent. */
export interface SectorResult {
  sector: SectorId;
  assessment: Assessment;
  alerts: AlertStatus[];
  /** Absent in the answer of a deployed function of an earlier version, whose alerts are always those of the last decision. */
  alertsOf?: AlertsShown["alertsOf"];
  /** Present when the figures of `assessment` are not those that the alerts of its day were decided on. */
  figuresChanged?: true;
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

/** Whether a run is as of a day that a later one has passed: it answers what was decided then. */
export function isOfPast(notWritten: NotWritten): boolean {
  return notWritten === "older than the last assessment" || notWritten === "kept as history";
}

/** The answer for an outcome that was written and published, or held back for a reason. */
export function resultOf(
  { bulletin }: Outcome,
  { assessment }: Assessed,
  notWritten: NotWritten | null,
  recovered: string[],
  { alerts, alertsOf, figuresChanged }: AlertsShown,
): SectorResult {
  // A run that was held back because of another run has no news.
  const isHeldBack = notWritten !== null && !DRY_RUNS.has(notWritten);
  const published = notWritten === null;
  return {
    sector: assessment.sector,
    assessment,
    alerts,
    alertsOf,
    ...(figuresChanged === undefined ? {} : { figuresChanged }),
    bulletin:
      isHeldBack || bulletin === null
        ? null
        : { id: bulletin.id, subject: bulletin.subject, text: bulletin.text, published },
    recovered,
    ...(notWritten === null ? {} : { notWritten }),
  };
}
