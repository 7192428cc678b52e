import { type RankedKind, rankAll, type ScopeInRanking, type Solving, startSolving } from "./kind-ranking.ts";
import { LANES } from "./lane-state.ts";
import type { Network } from "./network.ts";
import type { RemovalKind, Unlisted } from "./removal.ts";
import { removalBounds } from "./removal-bounds.ts";
import type { Bound } from "./risk.ts";
import type { SingleRemovals } from "./single-removals.ts";
import { createWorstRemovals, type WorstRemovals } from "./worst-removals.ts";

// Bounds cost about as much as so many removals.
const FEW = 50;

/**
 * Solves removals of suppliers and links, those with the largest bound first, until no other can be among the worst of any scope. What
 * a removal possibly costs is solved only for the few that may be listed.
 */
export function rankWorst(
  ranked: readonly ScopeInRanking[],
  kind: Exclude<RemovalKind, "country">,
  removals: SingleRemovals,
  network: Network,
): RankedKind {
  if (removals.byKey.size <= FEW) return rankAll(ranked, kind, removals);
  const solving = startSolving(ranked, removals);
  const removed = [...removals.byKey.values()];
  const searched = ranked.map(({ scope, ranking }, at): Searched => {
    const before = { possible: solving.unnamed[at]?.upper ?? 0, upper: solving.upperBefore };
    return {
      worst: createWorstRemovals(ranking.most),
      boundsOf() {
        const { certain, possible } = removalBounds(network, scope, before);
        return { lower: Float64Array.from(removed, certain), upper: Float64Array.from(removed, possible) };
      },
    };
  });
  const unsolved = search(searched, solving);
  for (const [scope, { worst }] of searched.entries()) {
    for (const { at, loss } of worst.done()) {
      ranked[scope]?.ranking.add({ kind, key: solving.keys[at] ?? "", loss });
    }
  }
  return { unnamed: solving.unnamed, unsolved };
}

/** For each removal, the most that a scope certainly and possibly loses. */
type Bounds = Record<Bound, Float64Array>;

/** One scope in the search for its worst removals. */
interface Searched {
  worst: WorstRemovals;
  /** Computes the bounds. They are not kept, since those of all scopes at once may be too many for the memory. */
  boundsOf(): Bounds;
}

/** Finds the worst removals of each scope, and bounds those that it does not list. */
function search(searched: readonly Searched[], solving: Solving): Unlisted[] {
  const lower = boundSearch(searched, solving, "lower");
  const upper = boundSearch(searched, solving, "upper");
  for (const { worst, boundsOf } of searched) lower.solveAbove(boundsOf().lower, worst.leastListed);
  upper.solve([...new Set(searched.flatMap(({ worst }) => worst.certain()))]);
  const unlisted = searched.map(({ worst, boundsOf }) => {
    const bounds = boundsOf();
    upper.solveAbove(bounds.upper, worst.mostPossible);
    return unlistedIn(worst, bounds, { lower: lower.isSolved, upper: upper.isSolved });
  });
  finish(searched, solving);
  return unlisted;
}

interface BoundSearch {
  /** 1 for each removal of which this bound is solved. */
  isSolved: Uint8Array;
  solve(some: readonly number[]): void;
  /** Solves removals that may cost more than a limit, the largest first. The limit rises with what is solved. */
  solveAbove(most: Float64Array, limit: () => number): void;
}

function boundSearch(
  searched: readonly Searched[],
  { keys, ...solving }: Solving,
  bound: Bound,
): BoundSearch {
  const isSolved = new Uint8Array(keys.length);
  const add = bound === "lower" ? "addCertain" : "addPossible";
  const solve = (some: readonly number[]) => {
    solving.solve(some, [bound], (at, losses) => {
      isSolved[at] = 1;
      for (const [scope, { worst }] of searched.entries()) worst[add](at, losses[scope]?.[bound] ?? 0);
    });
  };
  return {
    isSolved,
    solve,
    solveAbove(most, limit) {
      const start = limit();
      const above = [...most.keys()].filter((at) => isSolved[at] === 0 && (most[at] ?? 0) > start);
      above.sort((a, b) => (most[b] ?? 0) - (most[a] ?? 0));
      for (let from = 0; from < above.length; from += LANES) {
        const next = above.slice(from, from + LANES).filter((at) => (most[at] ?? 0) > limit());
        if (next.length === 0) return;
        solve(next);
      }
    },
  };
}

/** The removals that certainly cost a scope something and are not listed: bounded, since not all are solved. */
function unlistedIn(worst: WorstRemovals, most: Bounds, isSolved: Record<Bound, Uint8Array>): Unlisted {
  const listed = new Set(worst.done().map(({ at }) => at));
  const all = { count: 0, atMost: { lower: worst.mostLeft(), upper: 0 } };
  for (const [at, lower] of most.lower.entries()) {
    if (lower === 0 || listed.has(at)) continue;
    all.count += 1;
    if (isSolved.lower[at] === 0) all.atMost.lower = Math.max(all.atMost.lower, lower);
    all.atMost.upper = Math.max(all.atMost.upper, most.upper[at] ?? 0);
  }
  all.atMost.upper = Math.min(all.atMost.upper, worst.mostPossible());
  return all;
}

/** Solves what those removals certainly cost that are listed because they possibly cost most. */
function finish(searched: readonly Searched[], { solve }: Solving): void {
  const unfinished = new Set(searched.flatMap(({ worst }) => worst.unfinished() ?? []));
  solve([...unfinished], ["lower"], (at, losses) => {
    for (const [scope, { worst }] of searched.entries()) {
      if (worst.unfinished() === at) worst.finish(losses[scope]?.lower ?? 0);
    }
  });
}
