import type { Scope } from "../supply/scope.ts";
import type { Network } from "./network.ts";
import { startPairSearch } from "./pair-search.ts";
import type { RemovalPair } from "./removal.ts";

/**
 * The `most` pairs of removals that together certainly cost a scope most (N−2), worst first; only pairs that cost more than
 * the worse of the two. Of pairs that cost the same, those that stand first by kind and key are listed. The result is that of
 * removing every pair.
 *
 * Without suppliers that only both remove, a pair costs at most what its members cost alone, added up: what an input loses by
 * both is at most what it loses by each, and so is the largest of several, around a ring too. It also costs at most what
 * the first costs, and the weight of what is left of the second. So each is solved alone, and only few pairs are.
 */
export function worstPairs(scope: Scope, network: Network, most: number): RemovalPair[] {
  if (scope.total === 0) return [];
  const { worst, placeOf, ...search } = startPairSearch(scope, network, most);
  const tried = new Set<number>();
  for (const { pair, bound } of search.jointly()) {
    const place = placeOf(...pair);
    tried.add(place);
    if (worst.mayList(bound, place)) search.solve(...pair);
  }
  const order = search.inOrder();
  for (const [at, { one: first, pairsFrom }] of order.entries()) {
    // Bounds get smaller while pairs are solved. The order, and so the end, is by those of the beginning.
    if (!worst.mayList(pairsFrom.bound, pairsFrom.place)) break;
    const others = order.slice(at + 1).map(({ one }) => one);
    for (const { second, bound, place } of search.boundsAfter(first, others)) {
      if (worst.mayList(bound, place) && !tried.has(place)) search.solve(first, second);
    }
  }
  return search.done();
}
