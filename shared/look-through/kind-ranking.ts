import type { Scope } from "../supply/scope.ts";
import type { Interval } from "../values/interval.ts";
import { type BoundedRanking, NOTHING_UNLISTED } from "./bounded-ranking.ts";
import { createLossMeter } from "./loss-meter.ts";
import type { RemovalKind, Unlisted } from "./removal.ts";
import type { Bound } from "./risk.ts";
import { NOTHING_REMOVED, type SingleRemovals } from "./single-removals.ts";

/** A scope, and its ranking of the removals of one kind. */
export interface ScopeInRanking {
  scope: Scope;
  ranking: BoundedRanking;
}

/** What is known of one kind of removal beyond the rankings, for each scope. */
export interface RankedKind {
  /** What is lost by a removal that is not known by name. */
  unnamed: readonly Interval[];
  /** The removals that cost something but were not solved, because they are not among the worst. */
  unsolved: readonly Unlisted[];
}

/** Solves every removal of a kind. */
export function rankAll(
  ranked: readonly ScopeInRanking[],
  kind: RemovalKind,
  removals: SingleRemovals,
): RankedKind {
  const { keys, solve, unnamed } = startSolving(ranked, removals);
  solve([...keys.keys()], ["lower", "upper"], (at, losses) => {
    for (const [scope, loss] of losses.entries()) {
      ranked[scope]?.ranking.add({ kind, key: keys[at] ?? "", loss });
    }
  });
  return { unnamed, unsolved: ranked.map(() => NOTHING_UNLISTED) };
}

/** Reads what each scope loses by the removal at place `at`. Only the bounds that were solved are valid. */
type ReadLosses = (at: number, losses: readonly Interval[]) => void;

/** The removals of one kind, each with a place among all. */
export interface Solving {
  keys: readonly string[];
  solve(some: readonly number[], bounds: readonly Bound[], read: ReadLosses): void;
  /** What each scope loses, and what may be lost of each node, when nobody is removed. */
  unnamed: readonly Interval[];
  upperBefore: Float64Array;
}

/** Measures what each scope loses when nobody is removed, to solve removals from there. */
export function startSolving(
  ranked: readonly ScopeInRanking[],
  { solver, nobody, setOf, byKey }: SingleRemovals,
): Solving {
  const [keys, removed] = [[...byKey.keys()], [...byKey.values()]];
  const { lossesBy, ...before } = solver.removing(NOTHING_REMOVED, (risk) => {
    const lossesBy = createLossMeter(
      ranked.map(({ scope }) => scope),
      risk,
    );
    return { lossesBy, unnamed: lossesBy(nobody, risk), upperBefore: risk.upper.slice() };
  });
  return {
    keys,
    solve(some, bounds, read) {
      const taken = some.map((at) => removed[at] ?? NOTHING_REMOVED);
      solver.removingEach(taken, bounds, (risk, index) => {
        const at = some[index] ?? 0;
        read(at, lossesBy(setOf(keys[at] ?? ""), risk));
      });
    },
    ...before,
  };
}
