import type { Chain } from "../../look-through/chain.ts";
import type { Inflow } from "../../look-through/loss-by-owner.ts";
import type { Network } from "../../look-through/network.ts";
import type { BoundModel } from "../../measures/bound-model.ts";
import type { Contributions, CountedFractions } from "../../measures/contribution.ts";
import type { Rule } from "../../policy/policy.ts";
import type { Remedy } from "../../remedy/remedy.ts";
import type { AffiliatedCell, Scope } from "../../supply/scope.ts";
import type { Bound, Interval } from "../../values/interval.ts";
import type { RankedScope, View } from "../view.ts";

/** How a kind of measure is observed, compared, explained and cleared. */
export interface MeasureKind {
  /** The value in each scope and what explains it, in the order of the scopes. */
  observe(scopes: readonly RankedScope[], sight: Sight): Found[];
  /** The value alone, in a scope without a ranking; `null` for a kind that needs a ranking, or two windows. */
  valueIn: ((scope: Scope, network: Network) => Interval | null) | null;
  /**
   * By how much the value has risen, with everything unknown the same at both moments; `null` where no more is known than
   * the two values.
   */
  change(now: Moment, then: Moment): Interval | null;
  /**
   * What fraction of each cell counts in the two bounds. `removed` names whose removal the bounds of a loss are about.
   * `null` for a change, which has no contributions, and for a loss where `removed` is not known.
   */
  fractionsIn(
    scope: RankedScope,
    network: Network,
    removed: RemovedKeys | undefined,
  ): CountedFractions<AffiliatedCell> | null;
  /** How a bound follows from exposures; `null` for a change, which is made of two windows. */
  boundModel: BoundModel | null;
  /** The bound in which exposure that may be with any key is with the largest one; `null` for none. */
  looseWithLeader: Bound | null;
}

/** What a rule found in one group, and what explains it. `observed` is `null` where there is nothing to observe. */
export interface Found {
  observed: Interval | null;
  /** What each key brings to both bounds; `null` where there is nothing to observe, and for a change. */
  contributions: Contributions | null;
  /** For a look-through: through whom in the set the certain loss comes, by owner, largest first. */
  inflow: Inflow[];
  /** For a look-through: how most of it gets in. */
  chains: Chain[];
  /** For a rule that certainly breaches a limit: the least that has to move for it to clear. */
  remedy: Remedy | null;
}

/** What is found where there is nothing to observe. */
export const NOTHING: Found = { observed: null, contributions: null, inflow: [], chains: [], remedy: null };

/** The sector as it was a number of days before; `null` when it had no exposure. */
export type ViewBefore = (days: number) => View | null;

/** What a rule sees of its sector. */
export interface Sight {
  rule: Rule;
  view: View;
  viewBefore: ViewBefore;
}

/** A scope as it is or was, with its value of a measure and the network behind it. */
export interface Moment {
  scope: Scope;
  network: Network;
  value: Interval;
}

/** Whose removal the two bounds of a loss are about. */
export interface RemovedKeys {
  lower: string | null;
  upper: string | null;
}
