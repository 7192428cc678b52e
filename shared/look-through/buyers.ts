import { NO_NODE } from "../supply/affiliated-cell.ts";
import type { Scope } from "../supply/scope.ts";
import { sellerTotals } from "../supply/seller-totals.ts";

/**
 * Which scopes buy from each node, and how much, in flat arrays: those of node `i` stand from `start[i]` up to
 * `start[i + 1]`. Exposures are in minor units, without those that may belong to a scope or not.
 */
export interface Buyers {
  start: Int32Array;
  /** The place of the scope among all. */
  scope: Int32Array;
  exposure: Float64Array;
}

/** Who buys from each of so many nodes. */
export function buyersOf(scopes: readonly Scope[], nodes: number): Buyers {
  const sellers = scopes.map(({ cells }) => sellerTotals(cells));
  const start = new Int32Array(nodes + 1);
  for (const own of sellers) {
    for (const node of own.nodes) if (node !== NO_NODE) start[node + 1] = (start[node + 1] ?? 0) + 1;
  }
  for (let node = 0; node < nodes; node += 1) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
  const next = start.slice();
  const scope = new Int32Array(start[nodes] ?? 0);
  const exposure = new Float64Array(scope.length);
  for (const [index, own] of sellers.entries()) {
    for (const [seller, node] of own.nodes.entries()) {
      if (node === NO_NODE) continue;
      const at = next[node] ?? 0;
      next[node] = at + 1;
      scope[at] = index;
      exposure[at] = own.whole[seller] ?? 0;
    }
  }
  return { start, scope, exposure };
}
