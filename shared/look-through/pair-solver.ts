import type { Scope } from "../supply/scope.ts";
import { sellerTotals } from "../supply/seller-totals.ts";
import { createAddedRemovals } from "./added-removals.ts";
import { type CostedCandidate, knowAlone } from "./costed-candidates.ts";
import { type Network, solverWith } from "./network.ts";
import { joinedSet } from "./pair-candidates.ts";
import type { Risk, RiskSolver } from "./risk.ts";
import { lossOf } from "./scope-loss.ts";

/** Solves what two candidates certainly cost a scope, as a share of its exposure. */
export interface PairSolver {
  /** For removals of one candidate. */
  single: RiskSolver;
  /** What both cost, with suppliers that only both take. */
  both(a: CostedCandidate, b: CostedCandidate, onlyTogether: readonly number[]): number;
  /** Begins with the first of pairs, while `risk` is that by it. */
  startBeside(first: CostedCandidate, risk: Risk): void;
  /** What the first and this one cost, while the risk is still that by the first. */
  beside(second: CostedCandidate): number;
  /** What a candidate costs alone. */
  alone(one: CostedCandidate): number;
  /** How many links and sellers were read so far, and multiplications made in rings. */
  workDone(): number;
}

export function createPairSolver(scope: Scope, network: Network): PairSolver {
  const newSolver = () => solverWith(network, new Uint8Array(network.graph.ids.length));
  const single = newSolver();
  // While `single` holds the risk by the first of pairs, it cannot solve another one.
  let other: RiskSolver | null = null;
  const added = createAddedRemovals(scope, network);
  let started: { first: CostedCandidate; risk: Risk } | null = null;
  const sellers = sellerTotals(scope.cells).nodes.length;
  let sellersRead = 0;
  return {
    single,
    both,
    startBeside(first, risk) {
      started = { first, risk };
      added.startFrom(first.set, risk);
    },
    beside(second) {
      if (started === null) throw new Error("no first candidate of the pair was removed");
      const { first, risk } = started;
      if (!added.canAdd(second.removed)) return both(first, second, []);
      // Only a country also takes goods of suppliers that go on.
      const addsUp = second.kind !== "country" && scope.optional.length === 0;
      return added.adding(second.removed, (more) =>
        addsUp ? (first.alone ?? 0) + more : lossBy(first, second, risk),
      );
    },
    alone(one) {
      if (one.alone !== null) return one.alone;
      other ??= newSolver();
      return other.removing(one.removed, (risk) => knowAlone(one, lossOf(scope, one.set, risk).lower));
    },
    workDone: () => sellersRead + single.workDone() + (other?.workDone() ?? 0) + added.workDone(),
  };

  function both(a: CostedCandidate, b: CostedCandidate, onlyTogether: readonly number[]): number {
    other ??= newSolver();
    const nodes = [...a.removed.nodes, ...b.removed.nodes, ...onlyTogether];
    const removed = { nodes, maybe: [], links: [...a.removed.links, ...b.removed.links] };
    return other.removing(removed, (risk) => lossBy(a, b, risk));
  }

  function lossBy(a: CostedCandidate, b: CostedCandidate, risk: Risk): number {
    sellersRead += sellers;
    return lossOf(scope, joinedSet(a.set, b.set), risk).lower;
  }
}
