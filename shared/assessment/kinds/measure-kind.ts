import type { Chain } from "../../look-through/chain.ts";
import type { Inflow } from "../../look-through/loss-by-owner.ts";
import type { Network } from "../../look-through/network.ts";
import type { BoundModel } from "../../measures/bound-model.ts";
import type { Contributions, CountedFractions } from "../../measures/contribution.ts";
import type { Rule } from "../../policy/rule.ts";
import type { Remedy } from "../../remedy/remedy.ts";
import type { AffiliatedCell } from "../../supply/affiliated-cell.ts";
import type { Scope } from "../../supply/scope.ts";
import type { Bound, Interval } from "../../values/interval.ts";
import type { RankedScope, View } from "../view.ts";

/** How a kind of measure is observed, compared, explained and cleared. */
export interface MeasureKind {
  /** The value in each scope and what explains it, in the order of the scopes. */
  observe(scopes: readonly RankedScope[], sight: Sight): Found[];
  /** Only the value, in a scope without a ranking; `null` for a kind that needs a ranking or two windows. */
  valueIn: ((scope: Scope, network: Network) => Interval | null) | null;
  /**
   * By how much the value has risen, when unknown facts are the same at both times; `null` when only the two
   * values are known.
   */
  change(now: Moment, then: Moment): Interval | null;
  /**
   * The fraction of each cell that counts in the two bounds. `removed` are the removals that the bounds of a
   * loss belong to. `null` for a change, which has no contributions, and for a loss when `removed` is not
   * known.
   */
  fractionsIn(
    scope: RankedScope,
    network: Network,
    removed: RemovedKeys | undefined,
  ): CountedFractions<AffiliatedCell> | null;
  /** How a bound is computed from exposures; `null` for a change, which needs two windows. */
  boundModel: BoundModel | null;
  /** The bound in which exposure that may have any key counts for the largest key; `null` for none. */
  looseWithLeader: Bound | null;
}

/**
 * What a rule found in one group, and what explains it. `observed` is `null` when there is nothing to observe.
 */
export interface Found {
  observed: Interval | null;
  /** The contribution of each key to both bounds; `null` when there is nothing to observe, and for a change. */
  contributions: Contributions | null;
  /** For a look-through: the owners in the set that the certain loss comes through, largest first. */
  inflow: Inflow[];
  /** For a look-through: the chains through which most of the loss comes. */
  chains: Chain[];
  /** For a rule that certainly breaches a limit: the smallest move that clears it. */
  remedy: Remedy | null;
}

/** The finding when there is nothing to observe. */
export const NOTHING: Found = { observed: null, contributions: null, inflow: [], chains: [], remedy: null };

/** The sector a number of days before; `null` when it had no exposure. */
export type ViewBefore = (days: number) => View | null;

/** What a rule can use of its sector. */
export interface Sight {
  rule: Rule;
  view: View;
  viewBefore: ViewBefore;
}

/** A scope, now or earlier, with its value of a measure and the network behind it. */
export interface Moment {
  scope: Scope;
  network: Network;
  value: Interval;
}

/** The removals that the two bounds of a loss belong to. */
export interface RemovedKeys {
  lower: string | null;
  upper: string | null;
}
