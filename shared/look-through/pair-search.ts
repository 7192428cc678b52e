import type { Scope } from "../supply/scope.ts";
import {
  type CostedCandidate,
  costedCandidates,
  exposureByOrigin,
  knowAlone,
  ROUNDING,
  shareMade,
} from "./costed-candidates.ts";
import { type JointPair, jointPairs, placesAmong } from "./joint-pairs.ts";
import { lossAfter } from "./loss-after.ts";
import { lowerRisk, type Network } from "./network.ts";
import { pairCandidates } from "./pair-candidates.ts";
import { createPairList, lossInSteps, type PairList } from "./pair-list.ts";
import { createPairSolver } from "./pair-solver.ts";
import { isMoreLost } from "./removal.ts";
import { removalBounds } from "./removal-bounds.ts";
import type { Risk } from "./risk.ts";
import { lossOf } from "./scope-loss.ts";

/** How many pairs are listed, and how much may be done to find them: links and sellers read, and multiplications in rings. */
export interface PairLimits {
  pairs: number;
  work: number;
}

// To try a pair takes as long as to read so many links, however few are read.
const WORK_PER_PAIR = 32;

/** Tries pairs, and lists those that cost more than the worse of the two. */
export interface PairSearch {
  worst: PairList;
  /** All candidates by kind and key. */
  all: readonly CostedCandidate[];
  /** Those first that may cost most. */
  joint: readonly JointPair[];
  /** Whether as much was done as may be. It depends on nothing but the scope and its network. */
  isSpent(): boolean;
  tryJoint(joint: JointPair): void;
  /**
   * Tries the first with each of the others that may be listed, those first that may cost most. Returns the most that any of
   * them costs that was not tried because the search was spent; 0 where all were.
   */
  tryBeside(
    first: CostedCandidate,
    others: readonly CostedCandidate[],
    isTried: (place: number) => boolean,
  ): number;
  aloneOf(one: CostedCandidate): number;
}

/** Starts a search. Half of what it may do is for removals of one candidate. */
export function startPairSearch(scope: Scope, network: Network, { pairs, work }: PairLimits): PairSearch {
  const worst = createPairList(pairs);
  const candidates = pairCandidates(scope, network);
  const solver = createPairSolver(scope, network);
  const nothing = { possible: 0, upper: new Float64Array(network.graph.ids.length) };
  const bounds = removalBounds(network, scope, nothing);
  const isHalfSpent = () => solver.workDone() >= work / 2;
  const all = costedCandidates(candidates.all, scope, bounds, solver.single, isHalfSpent);
  const placeOf = placesAmong(all);
  const joint = jointPairs(candidates.together, all, placeOf, bounds);
  let ownWork = 0;
  const isSpent = () => ownWork + solver.workDone() >= work;
  return { worst, all, joint, isSpent, tryJoint, tryBeside, aloneOf: solver.alone };

  function tryJoint({ pair: [a, b], onlyTogether }: JointPair): void {
    list(a, b, solver.both(a, b, onlyTogether));
  }

  function tryBeside(
    first: CostedCandidate,
    others: readonly CostedCandidate[],
    isTried: (place: number) => boolean,
  ): number {
    return solver.single.removing(first.removed, (risk) => {
      const inOrder = boundsBeside(first, others, risk)
        .filter(({ bound, place }) => worst.mayList(bound, place) && !isTried(place))
        .sort((a, b) => b.steps - a.steps || a.place - b.place);
      if (inOrder.length > 0) solver.startBeside(first, risk);
      for (const { second, bound, place } of inOrder) {
        if (!worst.mayList(bound, place)) continue;
        if (isSpent()) return bound;
        ownWork += WORK_PER_PAIR;
        list(first, second, solver.beside(second));
      }
      return 0;
    });
  }

  /** The most that both cost, for each of the others that costs something on top of the first. */
  function boundsBeside(first: CostedCandidate, others: readonly CostedCandidate[], risk: Risk) {
    const own = knowAlone(first, lossOf(scope, first.set, risk).lower);
    const moreBy = lossAfter(scope, network, risk);
    const left = exposureByOrigin(
      scope,
      (node, originCountry) => 1 - lowerRisk({ node, originCountry }, first.set, risk),
    );
    ownWork += others.length + scope.cells.length + network.graph.share.length;
    return others.flatMap((second) => {
      const more = moreBy(second.removed) + shareMade(second, left, scope.total);
      if (!isMoreLost(more, 0)) return [];
      const bound = Math.min(1, own + Math.min(more, second.bound) + ROUNDING);
      return [{ second, bound, steps: lossInSteps(bound), place: placeOf(first, second) }];
    });
  }

  function list(a: CostedCandidate, b: CostedCandidate, loss: number): void {
    if (!isMoreLost(loss, Math.max(solver.alone(a), solver.alone(b)))) return;
    worst.add({ pair: [a, b], loss, place: placeOf(a, b) });
  }
}
