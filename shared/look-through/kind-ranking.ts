import type { Scope } from "../supply/scope.ts";
import type { Interval } from "../values/interval.ts";
import { type BoundedRanking, NOTHING_UNLISTED } from "./bounded-ranking.ts";
import { LANES } from "./lane-state.ts";
import { createLossMeter } from "./loss-meter.ts";
import type { Network } from "./network.ts";
import type { Removal, Unlisted } from "./removal.ts";
import { removalBounds } from "./removal-bounds.ts";
import type { Removed } from "./risk.ts";
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
  kind: Removal["kind"],
  removals: SingleRemovals,
): RankedKind {
  const { removed, solve, unnamed } = startSolving(ranked, kind, removals);
  solve([...removed.keys()]);
  return { unnamed, unsolved: ranked.map(() => NOTHING_UNLISTED) };
}

// Bounds cost about as much as so many removals.
const FEW = 50;

/**
 * Solves removals of suppliers, those with the largest bound first, until no other can be among the worst of
 * any scope.
 */
export function rankWorst(
  ranked: readonly ScopeInRanking[],
  kind: Exclude<Removal["kind"], "country">,
  removals: SingleRemovals,
  network: Network,
): RankedKind {
  if (removals.byKey.size <= FEW) return rankAll(ranked, kind, removals);
  const solving = startSolving(ranked, kind, removals);
  const { unnamed, upperBefore, removed } = solving;
  const boundsIn = ({ scope }: ScopeInRanking, at: number): Bounds => {
    const before = { possible: unnamed[at]?.upper ?? 0, upper: upperBefore };
    const { certain, possible } = removalBounds(network, scope, before);
    return { certain: Float64Array.from(removed, certain), possible: Float64Array.from(removed, possible) };
  };
  for (const [at, one] of ranked.entries()) {
    const { certain, possible } = boundsIn(one, at);
    solveAbove(solving, certain, one.ranking.leastListed);
    solveAbove(solving, possible, one.ranking.mostPossible);
  }
  // Bounds are computed again, since those of all scopes at once may be too many for the memory.
  const unsolved = ranked.map((one, at) => unsolvedAmong(solving, () => boundsIn(one, at)));
  return { unnamed, unsolved };
}

const BOTH = ["lower", "upper"] as const;

/** For each removal, the most that one scope certainly and possibly loses. */
interface Bounds {
  certain: Float64Array;
  possible: Float64Array;
}

/** The removals of one kind, some of them solved. */
interface Solving {
  removed: readonly Removed[];
  isSolved: Uint8Array;
  /** Solves removals and adds them to the ranking of every scope. */
  solve(some: readonly number[]): void;
  /** What each scope loses, and what may be lost of each node, when nobody is removed. */
  unnamed: readonly Interval[];
  upperBefore: Float64Array;
}

function startSolving(
  ranked: readonly ScopeInRanking[],
  kind: Removal["kind"],
  { solver, nobody, setOf, byKey }: SingleRemovals,
): Solving {
  const [keys, removed] = [[...byKey.keys()], [...byKey.values()]];
  const isSolved = new Uint8Array(keys.length);
  const { lossesBy, ...before } = solver.removing(NOTHING_REMOVED, (risk) => {
    const lossesBy = createLossMeter(
      ranked.map(({ scope }) => scope),
      risk,
    );
    return { lossesBy, unnamed: lossesBy(nobody, risk), upperBefore: risk.upper.slice() };
  });
  const solve = (some: readonly number[]) => {
    const taken = some.map((at) => removed[at] ?? NOTHING_REMOVED);
    solver.removingEach(taken, BOTH, (risk, index) => {
      const at = some[index] ?? 0;
      const key = keys[at] ?? "";
      isSolved[at] = 1;
      for (const [scope, loss] of lossesBy(setOf(key), risk).entries()) {
        ranked[scope]?.ranking.add({ kind, key, loss });
      }
    });
  };
  return { removed, isSolved, solve, ...before };
}

/** Solves removals whose bound is above a limit, the largest first. The limit rises with what is solved. */
function solveAbove({ isSolved, solve }: Solving, bounds: Float64Array, limit: () => number): void {
  const start = limit();
  const above = [...bounds.keys()].filter((at) => (bounds[at] ?? 0) > start);
  above.sort((a, b) => (bounds[b] ?? 0) - (bounds[a] ?? 0));
  const unsolved = above.filter((at) => isSolved[at] === 0);
  for (let from = 0; from < unsolved.length; from += LANES) {
    const next = unsolved.slice(from, from + LANES).filter((at) => (bounds[at] ?? 0) > limit());
    if (next.length === 0) return;
    solve(next);
  }
}

/** The unsolved removals that cost a scope something. */
function unsolvedAmong({ isSolved }: Solving, boundsOf: () => Bounds): Unlisted {
  if (!isSolved.includes(0)) return NOTHING_UNLISTED;
  const { certain, possible } = boundsOf();
  const all = { count: 0, atMost: { lower: 0, upper: 0 } };
  for (const [at, bound] of certain.entries()) {
    if (isSolved[at] === 1 || bound === 0) continue;
    all.count += 1;
    all.atMost.lower = Math.max(all.atMost.lower, bound);
    all.atMost.upper = Math.max(all.atMost.upper, possible[at] ?? 0);
  }
  return all;
}
