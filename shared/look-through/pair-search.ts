import type { Scope } from "../supply/scope.ts";
import { lookThrough } from "./look-through.ts";
import { lowerRisk, type Network, solverWith } from "./network.ts";
import { joinedSet, type PairCandidate, pairCandidates } from "./pair-candidates.ts";
import { createPairList, lossInSteps, withPairsFrom } from "./pair-list.ts";
import { isMoreLost, type RemovalPair, removalKinds } from "./removal.ts";
import { type RemovalBounds, removalBounds } from "./removal-bounds.ts";
import type { Risk } from "./risk.ts";
import { lossOf } from "./scope-loss.ts";

// More than rounding changes in a sum of losses.
const ROUNDING = 1e-13;

/** Solves each candidate alone, and what bounds and solves pairs of them. */
export function startPairSearch(scope: Scope, network: Network, most: number) {
  const candidates = pairCandidates(scope, network);
  const all = candidates.all.toSorted(byKindAndKey);
  const places = new Map(all.map((one, place) => [one, place]));
  const solver = solverWith(network, new Uint8Array(network.graph.ids.length));
  const bounds: RemovalBounds = removalBounds(network, scope, {
    possible: 0,
    upper: new Float64Array(network.graph.ids.length),
  });
  const madeIn = exposureByOrigin(scope, () => 1);
  const bound = new Map(all.map((one) => [one, bounds.certain(one.removed) + shareMade(one, madeIn)]));
  const alone = new Map<PairCandidate, number>();
  const worst = createPairList(most);
  const costly = all.filter((one) => boundOf(one) > 0);
  solver.removingEach(
    costly.map(({ removed }) => removed),
    ["lower"],
    (risk, at) => {
      const one = costly[at];
      if (one !== undefined) know(one, risk);
    },
  );
  return {
    worst,
    placeOf,
    /** The pairs that take suppliers which neither takes alone. */
    jointly: () =>
      candidates.together
        .map((pair) => {
          const nodes = candidates.onlyTogether(...pair);
          const more = bounds.certain({ nodes, maybe: [], links: [] });
          return { pair, bound: boundOf(pair[0]) + boundOf(pair[1]) + more };
        })
        .sort((a, b) => b.bound - a.bound),
    /** The candidates that cost something, worst first. */
    inOrder: () =>
      withPairsFrom(
        costly
          .map((one, at) => ({ one, bound: boundOf(one), steps: lossInSteps(boundOf(one)), at }))
          .filter(({ bound }) => bound > 0)
          .sort((a, b) => b.steps - a.steps || a.at - b.at),
        (one) => placeOf(one, one),
      ),
    /** The others that cost something beside the first, by the most that both may cost. */
    boundsAfter(first: PairCandidate, others: readonly PairCandidate[]) {
      return solver.removing(first.removed, (risk) => {
        const own = know(first, risk);
        const left = exposureByOrigin(scope, (cell) => 1 - lowerRisk(cell, first.set, risk));
        return others
          .flatMap((second) => {
            const more = bounds.certainAfter(second.removed, risk.lower) + shareMade(second, left);
            if (!isMoreLost(more, 0)) return [];
            const both = own + Math.min(more, boundOf(second)) + ROUNDING;
            return [{ second, bound: both, steps: lossInSteps(both), place: placeOf(first, second) }];
          })
          .sort((a, b) => b.steps - a.steps || a.place - b.place);
      });
    },
    solve,
    done: () => worst.pairs().map(toPair),
  };

  /** Where a pair stands among all pairs, by kind and key. */
  function placeOf(a: PairCandidate, b: PairCandidate): number {
    const [one, other] = [places.get(a) ?? 0, places.get(b) ?? 0];
    return Math.min(one, other) * all.length + Math.max(one, other);
  }

  function boundOf(one: PairCandidate): number {
    return Math.min(1, bound.get(one) ?? 0);
  }

  function shareMade({ kind, key }: PairCandidate, made: ReadonlyMap<string | null, number>): number {
    return kind === "country" ? (made.get(key) ?? 0) / scope.total : 0;
  }

  function know(one: PairCandidate, risk: Risk): number {
    const loss = lossOf(scope, one.set, risk).lower;
    alone.set(one, loss);
    bound.set(one, Math.min(bound.get(one) ?? 1, loss + ROUNDING));
    return loss;
  }

  function aloneOf(one: PairCandidate): number {
    return alone.get(one) ?? solver.removing(one.removed, (risk) => know(one, risk));
  }

  function solve(a: PairCandidate, b: PairCandidate): void {
    const nodes = [...a.removed.nodes, ...b.removed.nodes, ...candidates.onlyTogether(a, b)];
    const removed = { nodes, maybe: [], links: [...a.removed.links, ...b.removed.links] };
    const set = joinedSet(a.set, b.set);
    const loss = solver.removing(removed, (risk) => lossOf(scope, set, risk).lower);
    if (!isMoreLost(loss, Math.max(aloneOf(a), aloneOf(b)))) return;
    worst.add({ pair: [a, b], loss, place: placeOf(a, b) });
  }

  function toPair(pair: readonly [PairCandidate, PairCandidate]): RemovalPair {
    const [a, b] = pair.toSorted(byKindAndKey) as [PairCandidate, PairCandidate];
    const [first, second] = lossInSteps(aloneOf(a)) >= lossInSteps(aloneOf(b)) ? [a, b] : [b, a];
    const [loss] = lookThrough([scope], joinedSet(a.set, b.set), network);
    const named = (one: PairCandidate) => ({ kind: one.kind, key: one.key, alone: aloneOf(one) });
    return {
      removals: [named(first), named(second)],
      loss: { lower: loss?.lower ?? 0, upper: loss?.upper ?? 1 },
    };
  }
}

function byKindAndKey(a: PairCandidate, b: PairCandidate): number {
  return removalKinds.indexOf(a.kind) - removalKinds.indexOf(b.kind) || (a.key < b.key ? -1 : 1);
}

/** The exposure of each origin, each cell by a fraction. */
function exposureByOrigin(
  { cells }: Scope,
  fractionOf: (cell: Scope["cells"][number]) => number,
): Map<string | null, number> {
  const sums = new Map<string | null, number>();
  for (const cell of cells) {
    sums.set(cell.originCountry, (sums.get(cell.originCountry) ?? 0) + cell.exposure * fractionOf(cell));
  }
  return sums;
}
