import type { CostedCandidate } from "./costed-candidates.ts";
import { nameOf, type PairCandidates } from "./pair-candidates.ts";
import type { RemovalBounds } from "./removal-bounds.ts";

/** A pair that also takes suppliers which neither takes alone. */
export interface JointPair {
  pair: readonly [CostedCandidate, CostedCandidate];
  onlyTogether: readonly number[];
  /** The most that both cost. */
  bound: number;
  place: number;
}

/** The place of a pair among all pairs of these candidates, by the one that comes first. */
type PlaceOf = (a: CostedCandidate, b: CostedCandidate) => number;

export function placesAmong(all: readonly CostedCandidate[]): PlaceOf {
  return (a, b) => Math.min(a.place, b.place) * all.length + Math.max(a.place, b.place);
}

/** The pairs that take more than each of the two alone, those first that may cost most. */
export function jointPairs(
  together: PairCandidates["together"],
  all: readonly CostedCandidate[],
  placeOf: PlaceOf,
  bounds: RemovalBounds,
): JointPair[] {
  const costed = new Map(all.map((one) => [nameOf(one), one]));
  return together
    .flatMap(({ pair: [one, other], nodes }) => {
      const [a, b] = [costed.get(nameOf(one)), costed.get(nameOf(other))];
      if (a === undefined || b === undefined) return [];
      const bound = Math.min(1, a.bound + b.bound + bounds.certain({ nodes, maybe: [], links: [] }));
      return [{ pair: [a, b] as const, onlyTogether: nodes, bound, place: placeOf(a, b) }];
    })
    .sort((a, b) => b.bound - a.bound || a.place - b.place);
}
