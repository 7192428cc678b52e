import type { Scope } from "../supply/scope.ts";
import { sellerTotals } from "../supply/seller-totals.ts";
import { exposureWeight } from "./exposure-weight.ts";
import type { Network } from "./network.ts";
import { mostLost, rounded } from "./removal-bounds.ts";
import type { Removed, Risk } from "./risk.ts";

/**
 * The most that a scope certainly loses by another removal on top of the one whose risk this is, as a share of its exposure. The
 * scope must have exposure.
 *
 * Let an input lose `x` more by the other removal. It loses `slack` less now than the worst input of its supplier, and `x` is at
 * most `X`: what it has not lost yet. So the supplier loses at most `max(0, x − slack)` more. That is convex in `x`, and so at most
 * `x · max(0, 1 − slack / X)`. With shares that are smaller by this factor, exposure is pushed upstream as for a single removal.
 */
export function lossAfter(scope: Scope, network: Network, risk: Risk): (removed: Removed) => number {
  const weight = exposureWeight(network, sellerTotals(scope.cells), sharesLeft(network, risk));
  const notYet = (node: number) => 1 - (risk.lower[node] ?? 0);
  return ({ nodes, links }) => rounded(mostLost(weight, [nodes], links, notYet) / scope.total);
}

/** What each link may still add to the loss of its buyer, for each fraction that its supplier loses more. */
function sharesLeft({ graph, components }: Network, { lower, lostLinks }: Risk): Float64Array {
  const { inputStart, linkStart, upstream } = graph;
  const left = graph.share.map((part, link) => (lostLinks[link] === 1 ? 0 : part));
  for (let node = 0; node < graph.ids.length; node += 1) {
    const worst = lower[node] ?? 0;
    // In a ring, losses are not exact enough for small differences between them.
    const isInRing = components.cyclic[components.componentOf[node] ?? 0] === 1;
    if (worst === 0 || (isInRing && worst < 1)) continue;
    for (let input = inputStart[node] ?? 0; input < (inputStart[node + 1] ?? 0); input += 1) {
      const [from, until] = [linkStart[input] ?? 0, linkStart[input + 1] ?? 0];
      let [lost, most] = [0, 0];
      for (let link = from; link < until; link += 1) {
        const part = left[link] ?? 0;
        const ofSupplier = lower[upstream[link] ?? 0] ?? 0;
        lost += (graph.share[link] ?? 0) - part * (1 - ofSupplier);
        most += part * (1 - ofSupplier);
      }
      const factor = worst === 1 || most === 0 ? 0 : Math.max(0, 1 - Math.max(0, worst - lost) / most);
      for (let link = from; link < until; link += 1) left[link] = (left[link] ?? 0) * factor;
    }
  }
  return left;
}
