import type { SupplyAhead } from "../ahead/supply-ahead.ts";
import type { Missing } from "../imports/missing.ts";
import type { Refused } from "../imports/refusal.ts";
import type { Unconfirmed } from "../imports/unconfirmed.ts";
import type { UnfinishedImport } from "../imports/unfinished.ts";
import type { Overlap } from "../supply/overlap.ts";
import type { UnreadableItem } from "../supply/unreadable.ts";
import type { Day } from "../values/day.ts";
import type { Unit } from "../values/exposure.ts";
import type { SectorId } from "../values/identifier.ts";
import type { RuleFinding } from "./rule-finding.ts";
import type { MeasuredScope, ScopeMeasures } from "./scope-measures.ts";
import type { SimulatedPair } from "./simulated-pairs.ts";
import type { UnknownName } from "./unknown-names.ts";

/**
 * The result of one recompute: immutable, and the same for the same input. Exposures are in `unit`, shares are
 * fractions, numbers are not rounded. `id` is a digest of everything that the measures depend on.
 */
export interface Assessment {
  id: string;
  sector: SectorId;
  asOf: Day;
  unit: Unit;
  windowDays: number;
  /** The last day of the window: `asOf`, or an earlier day when the policy's window follows the data. */
  windowEnd: Day;
  positions: number;
  /** The newest date of a position up to `asOf`, in the window or before it. */
  newestDate: Day | null;
  /** Whether the newest position is older than the policy allows. Absent in assessments of an older version. */
  stale: boolean;
  /** How many positions are dated after `asOf`, and do not count yet. */
  waiting: number;
  /** Present when positions wait: their exposure in the unit, and the first date among them. */
  waitingExposure?: number;
  waitingFrom?: Day;
  /**
   * Whether the assessment lacks something: stored rows could not be read, rows of files were refused, figures
   * overlap, imports are unconfirmed or unfinished, or positions have left without an import. It may then raise an alert, but not resolve one.
   */
  incomplete: boolean;
  unreadable: number;
  /** The first stored rows that could not be read; absent when there are none, or in an older version. */
  unreadableItems?: UnreadableItem[];
  /** Present when some could not be read: the day since which this is so in every assessment. */
  unreadableSince?: string;
  /** Present when rows of the sector's files were refused. */
  refused?: Refused;
  /** Present when unconfirmed imports moved too much of the exposure. */
  unconfirmed?: Unconfirmed;
  /** Present when imports are unfinished: the figures may contain a part of their rows. */
  unfinished?: UnfinishedImport[];
  /** Present when positions have left the sector without an import. */
  missing?: Missing;
  /** Present when figures of one source count some of the same goods and days. */
  overlaps?: Overlap[];
  /** The share of the exposure that comes from illustrative positions. */
  illustrative: number;
  /** Rings of suppliers that own each other, so that their owner is unknown. */
  ownershipCycles: string[][];
  /** Owners and suppliers that rules name but that do not exist. Absent in assessments of an older version. */
  unknownNames: UnknownName[];
  /** The days to come on which restricted lists and holdings change for the sector, earliest first; absent when none is known. */
  ahead?: SupplyAhead[];
  inputHash: string;
  policyHash: string;
  version: string;
  scopes: ScopeMeasures[];
  rules: RuleFinding[];
  /**
   * The three pairs of removals that together certainly cost the sector most, of those that cost more than the worse of the two.
   * Absent without exposure, where the network is too large for it, and in an older version.
   */
  pairs?: SimulatedPair[];
  /** The most that any other pair certainly costs; absent where none costs more than the last one of these. */
  otherPairsAtMost?: number;
}

/** The measures of the whole sector; `null` when it has no exposure. */
export function measuredSector(assessment: Assessment): MeasuredScope | null {
  const [scope] = assessment.scopes;
  return scope === undefined || "empty" in scope ? null : scope;
}

/** The measures of a rule's scope: the sector, or one item of it; `null` for a program, and without exposure. */
export function scopeOf(
  { rule, group }: { rule: { by?: "item" | "program" | undefined }; group: string | null },
  assessment: Assessment,
): MeasuredScope | null {
  if (group === null) return measuredSector(assessment);
  const scope = rule.by === "item" ? assessment.scopes.find(({ item }) => item === group) : undefined;
  return scope === undefined || "empty" in scope ? null : scope;
}
