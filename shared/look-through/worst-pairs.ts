import type { Scope } from "../supply/scope.ts";
import type { Interval } from "../values/interval.ts";
import { lookThrough } from "./look-through.ts";
import { lowerRisk, type Network, solverWith } from "./network.ts";
import { joinedSet, type PairCandidate, pairCandidates } from "./pair-candidates.ts";
import type { RemovalKind } from "./removal.ts";
import { type RemovalBounds, removalBounds } from "./removal-bounds.ts";
import type { Risk } from "./risk.ts";
import { lossOf } from "./scope-loss.ts";

/** Two removals at once. `loss` is what they cost together, `alone` what each certainly costs by itself. */
export interface RemovalPair {
  removals: readonly [
    { kind: RemovalKind; key: string; alone: number },
    { kind: RemovalKind; key: string; alone: number },
  ];
  loss: Interval;
}

// Two losses that differ by less are the same: rings are solved to this.
const SAME = 1e-9;

/**
 * The `most` pairs of removals that together certainly cost a scope most (N−2), worst first; only pairs that cost more than
 * the worse of the two. The result is that of removing every pair.
 *
 * Without suppliers that only both remove, a pair costs at most what its members cost alone, added up: what an input loses by
 * both is at most what it loses by each, and so is the largest of several, around a ring too. It also costs at most what
 * the first costs, and the weight of what is left of the second. So each is solved alone, and only few pairs are.
 */
export function worstPairs(scope: Scope, network: Network, most: number): RemovalPair[] {
  if (scope.total === 0) return [];
  const search = startSearch(scope, network, most);
  const { candidates, boundOf } = search;
  const tried = new Set<string>();
  const jointly = candidates.together
    .map(([a, b]) => ({
      a,
      b,
      bound: boundOf(a) + boundOf(b) + search.weightOf(candidates.onlyTogether(a, b)),
    }))
    .sort((x, y) => y.bound - x.bound);
  for (const { a, b, bound } of jointly) {
    tried.add(search.nameOf(a, b));
    if (bound > search.least()) search.solve(a, b);
  }
  const ordered = candidates.all
    .map((one) => ({ one, bound: boundOf(one) }))
    .filter(({ bound }) => bound > 0)
    .sort((a, b) => b.bound - a.bound);
  const others = ordered.map(({ one }) => one);
  for (const [at, { one: first, bound }] of ordered.entries()) {
    // Bounds get smaller while pairs are solved. The order, and so the end, is by those of the beginning.
    if (bound + (ordered[at + 1]?.bound ?? 0) <= search.least()) break;
    for (const { second, bound } of search.boundsAfter(first, others.slice(at + 1))) {
      if (bound <= search.least()) break;
      if (!tried.has(search.nameOf(first, second))) search.solve(first, second);
    }
  }
  return search.done();
}

interface FoundPair {
  pair: readonly [PairCandidate, PairCandidate];
  loss: number;
}

function startSearch(scope: Scope, network: Network, most: number) {
  const candidates = pairCandidates(scope, network);
  const solver = solverWith(network, new Uint8Array(network.graph.ids.length));
  const bounds: RemovalBounds = removalBounds(network, scope, {
    possible: 0,
    upper: new Float64Array(network.graph.ids.length),
  });
  const madeIn = exposureByOrigin(scope, () => 1);
  const bound = new Map(
    candidates.all.map((one) => [one, bounds.certain(one.removed) + shareMade(one, madeIn)]),
  );
  const alone = new Map<PairCandidate, number>();
  const found: FoundPair[] = [];
  const costly = candidates.all.filter((one) => (bound.get(one) ?? 0) > 0);
  solver.removingEach(
    costly.map(({ removed }) => removed),
    ["lower"],
    (risk, at) => {
      const one = costly[at];
      if (one !== undefined) know(one, risk);
    },
  );
  return {
    candidates,
    boundOf: (one: PairCandidate) => Math.min(1, bound.get(one) ?? 0),
    weightOf: (nodes: readonly number[]) => bounds.certain({ nodes, maybe: [], links: [] }),
    nameOf: (a: PairCandidate, b: PairCandidate) =>
      [a, b]
        .map(({ kind, key }) => `${kind} ${key}`)
        .sort()
        .join("\u0000"),
    /** A pair that costs no more than this is not listed. */
    least: () => (found.length < most ? 0 : (found.at(-1)?.loss ?? 0)),
    /** The others that cost something beside the first, by the most that both may cost. */
    boundsAfter(first: PairCandidate, others: readonly PairCandidate[]) {
      return solver.removing(first.removed, (risk) => {
        const own = know(first, risk);
        const left = exposureByOrigin(scope, (cell) => 1 - lowerRisk(cell, first.set, risk));
        return others
          .flatMap((second) => {
            const more = bounds.certainAfter(second.removed, risk.lower) + shareMade(second, left);
            return more <= SAME
              ? []
              : [{ second, bound: Math.min(own + more, own + (bound.get(second) ?? 0)) }];
          })
          .sort((a, b) => b.bound - a.bound);
      });
    },
    solve,
    done: () => found.map(({ pair }) => toPair(pair)),
  };

  function shareMade({ kind, key }: PairCandidate, made: ReadonlyMap<string | null, number>): number {
    return kind === "country" ? (made.get(key) ?? 0) / scope.total : 0;
  }

  function know(one: PairCandidate, risk: Risk): number {
    const loss = lossOf(scope, one.set, risk).lower;
    alone.set(one, loss);
    bound.set(one, Math.min(bound.get(one) ?? 1, loss + SAME));
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
    if (loss <= SAME + Math.max(aloneOf(a), aloneOf(b))) return;
    const place = found.findLastIndex((one) => one.loss >= loss) + 1;
    found.splice(place, 0, { pair: [a, b], loss });
    if (found.length > most) found.pop();
  }

  function toPair([a, b]: FoundPair["pair"]): RemovalPair {
    const [first, second] = aloneOf(a) >= aloneOf(b) ? [a, b] : [b, a];
    const [loss] = lookThrough([scope], joinedSet(a.set, b.set), network);
    const named = (one: PairCandidate) => ({ kind: one.kind, key: one.key, alone: aloneOf(one) });
    return {
      removals: [named(first), named(second)],
      loss: { lower: loss?.lower ?? 0, upper: loss?.upper ?? 1 },
    };
  }
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
