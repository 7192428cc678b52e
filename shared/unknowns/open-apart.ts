import type { Interval } from "../values/interval.ts";
import { askedInAny, askedOf, type OpenValue, type Unknown } from "./unknown.ts";

/** What answers make of the difference of two values, each for itself: bounds, where they change both. */
export interface Apart {
  now: Interval;
  unknowns: Unknown[];
  smallest(answered: readonly Unknown[]): Interval;
  largest(answered: readonly Unknown[]): Interval;
}

/**
 * A value minus an earlier one, of which only the two are known. Answers make it no smaller than the smallest value now minus the
 * largest one then. Where exposure may belong to the scope or not, and the answers say which, any value of now may be left.
 */
export function openApart(now: OpenValue, then: OpenValue, hasOptional: boolean): OpenValue {
  const apart = openedApart(now, then);
  const width = apart.now.upper - apart.now.lower;
  const tellsProgram = (answered: readonly Unknown[]) => hasOptional && askedOf(answered).has(null);
  return {
    now: apart.now,
    unknowns: apart.unknowns,
    ifSmallest: (answered) => ({
      ...apart.now,
      upper: tellsProgram(answered)
        ? apart.now.lower
        : Math.max(apart.now.lower, apart.smallest(answered).upper),
    }),
    ifLargest: (answered) => ({
      ...apart.now,
      lower: tellsProgram(answered)
        ? apart.now.upper
        : Math.min(apart.now.upper, apart.largest(answered).lower),
    }),
    narrowed(answered) {
      if (tellsProgram(answered)) return { lower: 0, upper: width };
      const [one, other] = [narrowedBy(now, answered), narrowedBy(then, answered)];
      return { lower: one.lower + other.lower, upper: Math.min(width, one.upper + other.upper) };
    },
    isReached: () => false,
    mostMoved: (unknown) =>
      tellsProgram([unknown]) ? width : Math.min(width, mostMoved(now, unknown) + mostMoved(then, unknown)),
  };
}

/** How much is unknown, minus how much was. Answers lower both, so they move the difference up or down. */
export function openUnknownApart(now: OpenValue, then: OpenValue): OpenValue {
  const apart = openedApart(now, then);
  return {
    now: apart.now,
    unknowns: apart.unknowns,
    ifSmallest: apart.smallest,
    ifLargest: apart.largest,
    narrowed(answered) {
      const [small, large] = [apart.smallest(answered), apart.largest(answered)];
      const moves = (["lower", "upper"] as const).map((end) => ({
        lower: small[end] - apart.now[end],
        upper: large[end] - apart.now[end],
      }));
      const least = moves.map(({ lower, upper }) => Math.max(0, lower, -upper));
      const most = moves.map(({ lower, upper }) => Math.max(-lower, upper));
      return { lower: Math.max(...least), upper: Math.max(...most) };
    },
    isReached: (answered) => [now, then].some((open) => hasOneValue(open, answered)),
    mostMoved: (unknown) => mostMoved(now, unknown) + mostMoved(then, unknown),
  };
}

export function openedApart(now: OpenValue, then: OpenValue): Apart {
  return {
    now: minus(now.now, then.now),
    unknowns: askedInAny([now, then]),
    smallest: (answered) =>
      minus(now.ifSmallest(ownOf(now, answered)), then.ifLargest(ownOf(then, answered))),
    largest: (answered) => minus(now.ifLargest(ownOf(now, answered)), then.ifSmallest(ownOf(then, answered))),
  };
}

/** Those of whom something is asked about a value, as it is asked about it. */
function ownOf({ unknowns }: OpenValue, answered: readonly Unknown[]): Unknown[] {
  const asked = askedOf(answered);
  return unknowns.filter((one) => asked.has(one.asked));
}

export function narrowedBy(open: OpenValue, answered: readonly Unknown[]): Interval {
  const own = ownOf(open, answered);
  if (own.length === 0) return { lower: 0, upper: 0 };
  const moved = [open.now.upper - open.ifSmallest(own).upper, open.ifLargest(own).lower - open.now.lower];
  return open.narrowed?.(own) ?? { lower: Math.min(...moved), upper: Math.max(...moved) };
}

function mostMoved(open: OpenValue, unknown: Unknown): number {
  return ownOf(open, [unknown]).reduce((sum, one) => sum + open.mostMoved(one), 0);
}

/** Whether all answers make the same of a value. */
function hasOneValue(open: OpenValue, answered: readonly Unknown[]): boolean {
  const own = ownOf(open, answered);
  const [small, large] = [open.ifSmallest(own), open.ifLargest(own)];
  return small.lower === large.lower && small.upper === large.upper;
}

/** What a value has risen by at least and at most, when each of the two is known for itself. */
function minus(now: Interval, then: Interval): Interval {
  return { lower: now.lower - then.upper, upper: now.upper - then.lower };
}
