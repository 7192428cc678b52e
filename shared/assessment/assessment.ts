import type { SupplyAhead } from "../ahead/supply-ahead.ts";
import type { Missing } from "../imports/missing.ts";
import type { Refused } from "../imports/refusal.ts";
import type { Unconfirmed } from "../imports/unconfirmed.ts";
import type { UnfinishedImport } from "../imports/unfinished.ts";
import type { Hop } from "../look-through/chain.ts";
import type { Removal } from "../look-through/removal.ts";
import type { StoredContributions } from "../measures/contribution.ts";
import type { FloorSeen } from "../policy/floor.ts";
import type { Measure } from "../policy/measure.ts";
import type { Limits } from "../policy/rule.ts";
import type { Facet } from "../supply/facet-totals.ts";
import type { Overlap } from "../supply/overlap.ts";
import type { PlacedShares } from "../supply/place.ts";
import type { UnreadableItem } from "../supply/unreadable.ts";
import type { Day } from "../values/day.ts";
import type { Unit } from "../values/exposure.ts";
import type { RuleId, SectorId } from "../values/identifier.ts";
import type { Bounds, Interval } from "../values/interval.ts";
import type { RecoveryLoss } from "./recovery-loss.ts";
import type { SimulatedPair } from "./simulated-pairs.ts";
import type { UnknownName } from "./unknown-names.ts";

/** One key of a facet: a supplier, an owner or a country. `exposure` is in the assessment's unit. */
interface KeyShare {
  key: string;
  name: string;
  exposure: number;
  share: number;
}

/** The measures of one facet. `effective.upper` is `null` when it has no bound, because nothing is known. */
export interface FacetMeasures {
  unknown: number;
  hhi: Interval;
  effective: Bounds;
  top: Record<"1" | "3" | "4", Interval>;
  /** The known keys, largest share first; only the largest ones when there are too many. */
  keys: KeyShare[];
  /** The known keys that are not listed, as one. Absent when all are listed. */
  more?: { keys: number; exposure: number; share: number };
}

/** A scope without exposure. It has no measures, which is not the same as measures of 0. */
export interface EmptyScope {
  item: string | null;
  exposure: 0;
  empty: true;
}

export interface MeasuredScope {
  item: string | null;
  exposure: number;
  facets: Record<Facet, FacetMeasures>;
  /** By country: the share that is made there or controlled from there. */
  direct: Record<string, Interval>;
  /** By country: the share at risk through any tier when the country stops. */
  lookThrough: Record<string, LookThrough>;
  /** How many countries are left out of both. Absent when none is. */
  moreCountries?: number;
  /**
   * The owners, suppliers of unknown owner, countries and places whose removal certainly costs most, worst first: of
   * each kind the worst 50, and the one that may cost most. In a sector of very many items, an item lists fewer.
   */
  removals: NamedRemoval[];
  /**
   * How many removals certainly cost something and are not listed. None is worse than the listed ones of its
   * kind. Absent when all are listed.
   */
  moreRemovals?: number;
  /** The most that any of them certainly and possibly costs. Absent when all are listed, or in an older version. */
  moreRemovalsAtMost?: Interval;
  /**
   * By kind of place: the share of exposure whose suppliers say where they are, or that no such place matters. Only of kinds
   * that somebody in the sector names; absent when nobody names any.
   */
  placed?: PlacedShares;
}

export interface LookThrough extends Interval {
  /** Share of exposure with suppliers whose inputs are declared, or said not to matter. */
  mapped: number;
  /** The path through which most of the certain part comes, from what is removed down to the sector. */
  chain: NamedHop[];
  /** The item at the end of that path, and the exposure lost through it; `null` without a path. */
  chainItem: string | null;
  chainExposure: number | null;
}

export interface NamedHop extends Hop {
  name: string;
}

export interface NamedRemoval extends Removal {
  name: string;
  /**
   * What is missing of the sector until all are back. Only of the worst of each kind, in the whole sector, where somebody says
   * how long stock lasts or when who stopped is back.
   */
  recovery?: RecoveryLoss;
}

/** What a rule found. It is stored so that a later assessment can say what moved. */
export interface RuleFinding {
  rule: RuleId;
  group: string | null;
  /** The measure, because a rule may measure something else the next time. */
  measure: Measure;
  /** The limits, because a policy may change them. */
  side: "above" | "below";
  limits: Limits;
  observed: Bounds | null;
  /** Present where the group lies below the floor of its rule, so that nothing was observed. */
  belowFloor?: true;
  /** Beside `belowFloor`: the floor, and what the group has. Absent in what earlier versions stored. */
  floor?: FloorSeen;
  /** The contribution of each key. Absent in what earlier versions stored. */
  contributions?: StoredContributions | null;
}

export type ScopeMeasures = EmptyScope | MeasuredScope;

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
