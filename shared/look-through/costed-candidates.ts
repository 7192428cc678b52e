import type { Scope } from "../supply/scope.ts";
import { sellerTotals } from "../supply/seller-totals.ts";
import { createLossMeter } from "./loss-meter.ts";
import type { PairCandidate } from "./pair-candidates.ts";
import { removalKinds } from "./removal.ts";
import type { RemovalBounds } from "./removal-bounds.ts";
import type { RiskSolver } from "./risk.ts";
import { NOTHING_REMOVED } from "./single-removals.ts";

/** A candidate, and what it certainly costs alone, as shares of a scope. */
export interface CostedCandidate extends PairCandidate {
  /** Where it stands among all by kind and key. */
  place: number;
  /** The most that it costs. */
  bound: number;
  /** What it costs; `null` where it is not solved. */
  alone: number | null;
}

// More than rounding changes in a sum of losses.
export const ROUNDING = 1e-13;
// So many are solved before it is asked again whether to stop.
const AT_ONCE = 64;

/**
 * All candidates by kind and key, with what each costs alone. Those that may cost most are solved first, until `isSpent`; the
 * others are only bounded.
 */
export function costedCandidates(
  candidates: readonly PairCandidate[],
  scope: Scope,
  bounds: RemovalBounds,
  solver: RiskSolver,
  isSpent: () => boolean,
): CostedCandidate[] {
  const madeIn = exposureByOrigin(scope, () => 1);
  const all = candidates.toSorted(byKindAndKey).map((one, place): CostedCandidate => {
    const bound = Math.min(1, bounds.certain(one.removed) + shareMade(one, madeIn, scope.total));
    return { ...one, place, bound, alone: null };
  });
  const lossesBy = solver.removing(NOTHING_REMOVED, (risk) => createLossMeter([scope], risk));
  const costly = all.filter(({ bound }) => bound > 0).sort((a, b) => b.bound - a.bound || a.place - b.place);
  for (let from = 0; from < costly.length && !isSpent(); from += AT_ONCE) {
    const some = costly.slice(from, from + AT_ONCE);
    solver.removingEach(
      some.map(({ removed }) => removed),
      ["lower"],
      (risk, at) => {
        const one = some[at];
        if (one !== undefined) knowAlone(one, lossesBy(one.set, risk)[0]?.lower ?? 1);
      },
    );
  }
  return all;
}

/** Remembers what a candidate costs alone. */
export function knowAlone(one: CostedCandidate, alone: number): number {
  one.alone = alone;
  one.bound = Math.min(one.bound, alone + ROUNDING);
  return alone;
}

/** The share of a scope that is made in a country which is removed, by the exposure of each origin. */
export function shareMade(
  { kind, key }: PairCandidate,
  made: ReadonlyMap<string | null, number>,
  total: number,
): number {
  return kind === "country" ? (made.get(key) ?? 0) / total : 0;
}

/** The exposure of each origin, each part by a fraction. */
export function exposureByOrigin(
  { cells }: Scope,
  fractionOf: (node: number, originCountry: string | null) => number,
): Map<string | null, number> {
  const { nodes, partStart, originAt, exposure, origins } = sellerTotals(cells);
  const sums = new Map<string | null, number>();
  for (const [seller, node] of nodes.entries()) {
    for (let part = partStart[seller] ?? 0; part < (partStart[seller + 1] ?? 0); part += 1) {
      const origin = origins[originAt[part] ?? 0] ?? null;
      sums.set(origin, (sums.get(origin) ?? 0) + (exposure[part] ?? 0) * fractionOf(node, origin));
    }
  }
  return sums;
}

function byKindAndKey(a: PairCandidate, b: PairCandidate): number {
  return removalKinds.indexOf(a.kind) - removalKinds.indexOf(b.kind) || (a.key < b.key ? -1 : 1);
}
