import type { Hop } from "../look-through/chain.ts";
import type { Removal } from "../look-through/removal.ts";
import type { Facet } from "../supply/facet-totals.ts";
import type { PlacedShares } from "../supply/place.ts";
import type { Bounds, Interval } from "../values/interval.ts";
import type { RecoveryLoss } from "./recovery-loss.ts";

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

/** What was measured in one scope. */
export type ScopeMeasures = EmptyScope | MeasuredScope;
