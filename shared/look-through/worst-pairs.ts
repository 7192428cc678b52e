import type { Scope } from "../supply/scope.ts";
import type { CostedCandidate } from "./costed-candidates.ts";
import { lookThrough } from "./look-through.ts";
import type { Network } from "./network.ts";
import { joinedSet } from "./pair-candidates.ts";
import { lossInSteps, withPairsFrom } from "./pair-list.ts";
import { type PairLimits, type PairSearch, startPairSearch } from "./pair-search.ts";
import type { RemovalPair } from "./removal.ts";

/** The worst pairs of removals that were found, worst first. */
export interface WorstPairs {
  pairs: RemovalPair[];
  /**
   * The most that any other pair certainly costs, where not all were tried that may be among the worst; `null` where all were. Then
   * none costs more than the last one that is listed.
   */
  othersAtMost: number | null;
}

/**
 * The pairs of removals that together certainly cost a scope most (N−2), worst first; only pairs that cost more than
 * the worse of the two. Of pairs that cost the same, those that stand first by kind and key are listed. The result is that of
 * removing every pair, unless that would take more links than may be read: then it is that of those read, on every machine.
 *
 * Without suppliers that only both remove, a pair costs at most what its members cost alone, added up: what an input loses by
 * both is at most what it loses by each, and so is the largest of several, around a ring too. It also costs at most what
 * the first costs, and the most that the second may add to it. So each is solved alone, and only few pairs are.
 */
export function worstPairs(scope: Scope, network: Network, limits: PairLimits): WorstPairs {
  if (scope.total === 0) return { pairs: [], othersAtMost: null };
  const search = startPairSearch(scope, network, limits);
  const { worst } = search;
  const untried = Math.max(tryJointOnes(search), tryOthers(search));
  return {
    pairs: worst.pairs().map((pair) => toPair(pair)),
    othersAtMost: untried === 0 ? null : Math.max(untried, worst.leastListed()),
  };

  function toPair(pair: readonly [CostedCandidate, CostedCandidate]): RemovalPair {
    const [a, b] = pair.toSorted((one, other) => one.place - other.place) as [
      CostedCandidate,
      CostedCandidate,
    ];
    const isFirstWorse = lossInSteps(search.aloneOf(a)) >= lossInSteps(search.aloneOf(b));
    const [worse, other] = isFirstWorse ? [a, b] : [b, a];
    const named = (one: CostedCandidate) => ({ kind: one.kind, key: one.key, alone: search.aloneOf(one) });
    const [loss] = lookThrough([scope], joinedSet(a.set, b.set), network);
    return {
      removals: [named(worse), named(other)],
      loss: { lower: loss?.lower ?? 0, upper: loss?.upper ?? 1 },
    };
  }
}

/** Tries pairs that take more than each of them alone. Returns the most that one costs that was not tried. */
function tryJointOnes({ worst, joint, isSpent, tryJoint }: PairSearch): number {
  let untried = 0;
  for (const one of joint) {
    if (!worst.mayList(one.bound, one.place)) continue;
    if (isSpent()) untried = Math.max(untried, one.bound);
    else tryJoint(one);
  }
  return untried;
}

/** Tries all other pairs that may be among the worst. Returns the most that one costs that was not tried. */
function tryOthers({ worst, all, joint, isSpent, tryBeside }: PairSearch): number {
  const jointPlaces = new Set(joint.map(({ place }) => place));
  const order = withPairsFrom(all);
  const candidates = order.map(({ one }) => one);
  for (const [at, { one, pairsFrom }] of order.entries()) {
    // Bounds get smaller while pairs are solved. The order, and so the end, is by those of the beginning.
    if (!worst.mayList(pairsFrom.bound, pairsFrom.place)) return 0;
    if (isSpent()) return pairsFrom.bound;
    const untried = tryBeside(one, candidates.slice(at + 1), (place) => jointPlaces.has(place));
    const next = order[at + 1]?.pairsFrom;
    if (untried > 0) return Math.max(untried, next?.bound ?? 0);
  }
  return 0;
}
