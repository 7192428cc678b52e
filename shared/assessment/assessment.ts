import type { Refused } from "../imports/refusal.ts";
import type { Unconfirmed } from "../imports/unconfirmed.ts";
import type { UnfinishedImport } from "../imports/unfinished.ts";
import type { Hop } from "../look-through/chain.ts";
import type { Removal } from "../look-through/removal.ts";
import type { StoredContributions } from "../measures/contribution.ts";
import type { Measure } from "../policy/measure.ts";
import type { Limits } from "../policy/policy.ts";
import type { Overlap } from "../supply/overlap.ts";
import type { Facet } from "../supply/scope.ts";
import type { UnreadableItem } from "../supply/unreadable.ts";
import type { Unit } from "../values/exposure.ts";
import type { Bounds, Interval } from "../values/interval.ts";
import type { UnknownName } from "./unknown-names.ts";

/** One key of a facet: a supplier, an owner or a country. `exposure` is in the assessment's unit. */
interface KeyShare {
  key: string;
  name: string;
  exposure: number;
  share: number;
}

/** What is measured in one facet. `effective.upper` is `null` when nothing is known and it has no bound. */
export interface FacetMeasures {
  unknown: number;
  hhi: Interval;
  effective: Bounds;
  top: Record<"1" | "3" | "4", Interval>;
  /** Every known key, largest share first; where there are too many of them, the largest. */
  keys: KeyShare[];
  /** The known keys that are not listed, as one. Absent where all are. */
  more?: { keys: number; exposure: number; share: number };
}

/** A scope without exposure: it has no measures, which is not the same as measures of 0. */
export interface EmptyScope {
  item: string | null;
  exposure: 0;
  empty: true;
}

export interface MeasuredScope {
  item: string | null;
  exposure: number;
  facets: Record<Facet, FacetMeasures>;
  /** By country: the share made there or controlled from there. */
  direct: Record<string, Interval>;
  /** By country: the share at risk through any tier if it stops. */
  lookThrough: Record<string, LookThrough>;
  /** For how many more countries both are not given. Absent where none is left out. */
  moreCountries?: number;
  /** Every owner, supplier of unknown owner and country whose removal certainly costs something, worst first. */
  removals: NamedRemoval[];
  /** How many more there are, none worse than those of its kind that are listed. Absent where all are. */
  moreRemovals?: number;
}

export interface LookThrough extends Interval {
  /** Share of exposure with suppliers whose inputs are declared, or said not to matter. */
  mapped: number;
  /** The path through which most of the certain part comes, from what is removed down to the sector. */
  chain: NamedHop[];
  /** What that path ends in, and the exposure that is lost through it; `null` without a path. */
  chainItem: string | null;
  chainExposure: number | null;
}

export interface NamedHop extends Hop {
  name: string;
}

export interface NamedRemoval extends Removal {
  name: string;
}

/** What a rule found, kept so that a later assessment can say what moved. */
export interface RuleFinding {
  rule: string;
  group: string | null;
  /** What was measured: a rule may measure something else the next time. */
  measure: Measure;
  /** What it was held against: a policy may change its limits. */
  side: "above" | "below";
  limits: Limits;
  observed: Bounds | null;
  /** What each key brought to it. Not there in what earlier versions stored. */
  contributions?: StoredContributions | null;
}

export type ScopeMeasures = EmptyScope | MeasuredScope;

/**
 * What one recompute found: immutable, and the same for the same input. Exposures are in `unit`, shares are
 * fractions, numbers are not rounded. `id` is a digest of everything that the measures depend on.
 */
export interface Assessment {
  id: string;
  sector: string;
  asOf: string;
  unit: Unit;
  windowDays: number;
  /** The last day of the window: `asOf`, or a day before it where the policy's window follows the data. */
  windowEnd: string;
  positions: number;
  /** The newest day up to `asOf` that a position is dated, also one outside the window. */
  newestDate: string | null;
  /** The newest position is older than the policy lets it be. Not given in an assessment of an older version. */
  stale: boolean;
  /** How many positions are dated after `asOf` and do not count yet. */
  waiting: number;
  /** Present where positions wait: their exposure, in the unit, and the first day from which one of them counts. */
  waitingExposure?: number;
  waitingFrom?: string;
  /**
   * Stored rows could not be read, rows of files were refused, figures overlap, imports wait to be confirmed, or have not
   * ended: the assessment may raise an alert, and may not resolve one.
   */
  incomplete: boolean;
  unreadable: number;
  /** The first of the stored rows that could not be read; not given where there are none, or by an older version. */
  unreadableItems?: UnreadableItem[];
  /** Present where some could not be read: the day since which that is so in every assessment. */
  unreadableSince?: string;
  /** Present when rows of the files that it stands on were refused. */
  refused?: Refused;
  /** Present when imports that nobody has confirmed moved too much of the exposure. */
  unconfirmed?: Unconfirmed;
  /** Present when imports have not ended: figures may hold a part of what they bring. */
  unfinished?: UnfinishedImport[];
  /** Present when figures of one source count some of the same. */
  overlaps?: Overlap[];
  /** Share of the exposure that comes from illustrative positions. */
  illustrative: number;
  /** Rings of suppliers that own each other, whose owner is therefore unknown. */
  ownershipCycles: string[][];
  /** Owners and suppliers that rules name and that nobody is. Not given in an assessment of an older version. */
  unknownNames: UnknownName[];
  inputHash: string;
  policyHash: string;
  version: string;
  scopes: ScopeMeasures[];
  rules: RuleFinding[];
}

/** The measures of the whole sector; `null` when it has no exposure. */
export function measuredSector(assessment: Assessment): MeasuredScope | null {
  const [scope] = assessment.scopes;
  return scope === undefined || "empty" in scope ? null : scope;
}

/** The measures of what a rule looks at: the sector, or one item of it; `null` for a program, and without exposure. */
export function scopeOf(
  { rule, group }: { rule: { by?: "item" | "program" | undefined }; group: string | null },
  assessment: Assessment,
): MeasuredScope | null {
  if (group === null) return measuredSector(assessment);
  const scope = rule.by === "item" ? assessment.scopes.find(({ item }) => item === group) : undefined;
  return scope === undefined || "empty" in scope ? null : scope;
}
