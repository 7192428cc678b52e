import type { CostedCandidate } from "./costed-candidates.ts";

/** Two candidates, and what they certainly cost together. */
interface FoundPair {
  pair: readonly [CostedCandidate, CostedCandidate];
  loss: number;
  place: number;
}

/** The worst pairs of those that were added, worst first. It never holds more than it lists. */
export interface PairList {
  /** Adds what a pair costs. `place` is where it stands among all pairs by kind and key. */
  add(found: FoundPair): void;
  /** Whether a pair that costs at most so much, and stands no earlier than at this place, may be among the worst. */
  mayList(bound: number, place: number): boolean;
  /** What the last one costs; 0 while there are fewer than may be listed. */
  leastListed(): number;
  pairs(): (readonly [CostedCandidate, CostedCandidate])[];
}

/** Creates an empty list of up to `most` pairs. Of pairs that cost the same, those with the smallest place are listed. */
export function createPairList(most: number): PairList {
  const found: FoundPair[] = [];
  return {
    add(one) {
      found.push(one);
      found.sort((a, b) => lossInSteps(b.loss) - lossInSteps(a.loss) || a.place - b.place);
      if (found.length > most) found.pop();
    },
    mayList(bound, place) {
      const last = found.at(-1);
      if (last === undefined || found.length < most) return bound > 0;
      const more = lossInSteps(bound) - lossInSteps(last.loss);
      return more > 0 || (more === 0 && place < last.place);
    },
    leastListed: () => (found.length < most ? 0 : (found.at(-1)?.loss ?? 0)),
    pairs: () => found.map(({ pair }) => pair),
  };
}

// A power of two: what equal suppliers sell then hardly ever lies between two steps, where rounding would decide.
const STEPS = 2 ** 27;

/** A share of exposure in whole steps of 2⁻²⁷. Shares are equal where their steps are, so rounding hardly ever orders them. */
export function lossInSteps(loss: number): number {
  return Math.round(loss * STEPS);
}

/** Those that cost something, worst first, each with a bound of all pairs of it and later ones, and the first place of these. */
export function withPairsFrom(
  all: readonly CostedCandidate[],
): { one: CostedCandidate; pairsFrom: { bound: number; place: number } }[] {
  let [largest, next, place] = [0, 0, Number.POSITIVE_INFINITY];
  return all
    .filter(({ bound }) => bound > 0)
    .sort((a, b) => lossInSteps(b.bound) - lossInSteps(a.bound) || a.place - b.place)
    .reverse()
    .map((one) => {
      [largest, next] = one.bound >= largest ? [one.bound, largest] : [largest, Math.max(next, one.bound)];
      place = Math.min(place, one.place * all.length + one.place);
      return { one, pairsFrom: { bound: Math.min(1, largest + next), place } };
    })
    .reverse();
}
