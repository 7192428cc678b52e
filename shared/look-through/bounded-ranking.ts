import type { Interval } from "../values/interval.ts";
import type { Removal, Unlisted } from "./removal.ts";

/** The worst removals of one kind. It is filled one removal at a time, and never holds more than it lists. */
export interface BoundedRanking {
  /** How many it lists, besides the one with the largest possible loss. */
  most: number;
  add(removal: Removal): void;
  /** The listed removals, worst first, and the others that cost something. */
  done(): { removals: Removal[]; more: Unlisted };
}

/**
 * Creates a ranking of up to `most` removals, and always the one with the largest possible loss. So no removal of
 * this kind can cost more than what the list shows.
 */
export function createRanking(most: number): BoundedRanking {
  const worst: Removal[] = [];
  let mostPossible: Removal | null = null;
  let more = NOTHING_UNLISTED;
  const leave = (removal: Removal | null) => {
    if (removal === null || removal.loss.lower === 0) return;
    more = moreUnlisted(more, { count: 1, atMost: removal.loss });
  };
  return {
    most,
    add(removal) {
      if (mostPossible === null || byPossible(removal, mostPossible) < 0) {
        const before: Removal | null = mostPossible;
        mostPossible = removal;
        if (before !== null && !worst.includes(before)) leave(before);
      }
      worst.splice(placeIn(worst, removal), 0, removal);
      const left = worst.length > most ? (worst.pop() ?? null) : null;
      if (left !== mostPossible) leave(left);
    },
    done() {
      const isShown = mostPossible === null || worst.includes(mostPossible);
      return { removals: isShown || mostPossible === null ? worst : [...worst, mostPossible], more };
    },
  };
}

/** All removals are listed. */
export const NOTHING_UNLISTED: Unlisted = { count: 0, atMost: { lower: 0, upper: 0 } };

/** Two groups of removals that are not listed, as one. */
export function moreUnlisted(a: Unlisted, b: Unlisted): Unlisted {
  return { count: a.count + b.count, atMost: largerOf(a.atMost, b.atMost) };
}

function largerOf(a: Interval, b: Interval): Interval {
  return { lower: Math.max(a.lower, b.lower), upper: Math.max(a.upper, b.upper) };
}

/** Where a removal stands among others that are in order. */
function placeIn(worst: readonly Removal[], removal: Removal): number {
  let [from, to] = [0, worst.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const other = worst[middle];
    if (other !== undefined && byLoss(other, removal) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Orders by certain loss, then by possible loss, largest first. */
export function byLoss(a: Removal, b: Removal): number {
  return b.loss.lower - a.loss.lower || b.loss.upper - a.loss.upper || (a.key < b.key ? -1 : 1);
}

function byPossible(a: Removal, b: Removal): number {
  return b.loss.upper - a.loss.upper || byLoss(a, b);
}
