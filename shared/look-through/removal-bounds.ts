import type { Scope } from "../supply/scope.ts";
import { sellerTotals } from "../supply/seller-totals.ts";
import { type ExposureWeight, exposureWeight } from "./exposure-weight.ts";
import type { Network } from "./network.ts";
import type { Removed } from "./risk.ts";

/** The most that a scope can certainly and possibly lose by a removal of suppliers, as shares of its exposure. */
export interface RemovalBounds {
  /** Greater than 0 exactly for what certainly costs something. */
  certain(removed: Removed): number;
  possible(removed: Removed): number;
}

/** What the scope may lose when nobody is removed: as a share, and of each node. */
export interface LossBefore {
  possible: number;
  upper: Float64Array;
}

/** Creates bounds for removals. The scope must have exposure. */
export function removalBounds(
  network: Network,
  { cells, optional, total }: Scope,
  before: LossBefore,
): RemovalBounds {
  const own = exposureWeight(network, sellerTotals(cells));
  // What may belong to the scope can only add to what it may lose.
  const other = optional.length === 0 ? null : exposureWeight(network, sellerTotals(optional));
  const { dependentOf, share } = network.graph;
  const wholly = () => 1;
  const notYet = (node: number) => 1 - (before.upper[node] ?? 0);
  return {
    certain({ nodes, links }) {
      const isUsed = (node: number) => own.isUsed[node] === 1;
      if (!nodes.some(isUsed) && !links.some(isNeeded)) return 0;
      return rounded(mostLost(own, [nodes], links, wholly) / total);
    },
    possible({ nodes, maybe, links }) {
      const more = mostLost(own, [nodes, maybe], links, notYet);
      const optional = other === null ? 0 : mostLost(other, [nodes, maybe], links, notYet);
      return rounded(before.possible + (more + optional) / total);
    },
  };

  function isNeeded(link: number): boolean {
    return own.isUsed[dependentOf[link] ?? 0] === 1 && (share[link] ?? 0) > 0;
  }
}

/** The most exposure that is lost by removed nodes and links, where a node may still lose the fraction `fractionOf`. */
export function mostLost(
  { weight, share, dependentOf, undivided, aboveUndivided }: ExposureWeight,
  removed: readonly (readonly number[])[],
  links: readonly number[],
  fractionOf: (node: number) => number,
): number {
  let lost = 0;
  let isAbove = false;
  for (const nodes of removed) for (const node of nodes) lose(node, fractionOf(node));
  for (const link of links) {
    const node = dependentOf[link] ?? 0;
    lose(node, Math.min(share[link] ?? 0, fractionOf(node)));
  }
  return isAbove ? lost + undivided : lost;

  function lose(node: number, fraction: number): void {
    lost += (weight[node] ?? 0) * fraction;
    if (aboveUndivided[node] === 1) isAbove = true;
  }
}

// More than rounding changes, and more than a cycle's iteration leaves.
const RELATIVE_ERROR = 1e-11;
const ABSOLUTE_ERROR = 1e-10;

/** The bound with a margin for errors; 0 stays 0. */
export function rounded(share: number): number {
  return share === 0 ? 0 : Math.min(1, share * (1 + RELATIVE_ERROR) + ABSOLUTE_ERROR);
}
