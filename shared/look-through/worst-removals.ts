import type { Interval } from "../values/interval.ts";

/** A removal, by its place among all of its kind, and what it costs a scope. */
interface FoundRemoval {
  at: number;
  loss: Interval;
}

/**
 * The removals of one kind that a scope lists: those that certainly cost most, and the one that possibly does. What they
 * certainly cost is found for many, and what they possibly cost then only for the few that may be listed.
 */
export interface WorstRemovals {
  /** Adds what a removal certainly costs. Each is added once, and all of them before `addPossible`. */
  addCertain(at: number, lower: number): void;
  /** A removal that certainly costs no more than this is not listed for it. */
  leastListed(): number;
  /** The removals that are listed for what they certainly cost. */
  certain(): number[];
  /**
   * Adds what a removal possibly costs. Where the list was not full before the first of them, all that certainly costs
   * something is listed.
   */
  addPossible(at: number, upper: number): void;
  /** The largest possible loss so far; less than 0 when there is none. */
  mostPossible(): number;
  /** The removal with the largest possible loss, when it is not yet known what it certainly costs. */
  unfinished(): number | null;
  /** Adds what the `unfinished` one certainly costs. */
  finish(lower: number): void;
  /** All that is listed, in no order. */
  done(): FoundRemoval[];
  /** The most that any removal certainly costs that was added but is not listed for it. */
  mostLeft(): number;
}

/** Creates an empty list of up to `most` removals, and the one with the largest possible loss. */
export function createWorstRemovals(most: number): WorstRemovals {
  const worst: FoundRemoval[] = [];
  const listed = new Map<number, FoundRemoval>();
  let mostLeft = 0;
  let hasAllCertain: boolean | null = null;
  let possible: { at: number; upper: number; lower: number | null } | null = null;
  const leastListed = () => (worst.length < most ? 0 : (worst.at(-1)?.loss.lower ?? 0));
  const list = (found: FoundRemoval) => {
    const place = worst.findLastIndex(({ loss }) => loss.lower >= found.loss.lower) + 1;
    worst.splice(place, 0, found);
    listed.set(found.at, found);
  };
  return {
    addCertain(at, lower) {
      if (worst.length === most && lower <= leastListed()) {
        mostLeft = Math.max(mostLeft, lower);
        return;
      }
      list({ at, loss: { lower, upper: lower } });
      const left = worst.length > most ? worst.pop() : undefined;
      if (left === undefined) return;
      listed.delete(left.at);
      mostLeft = Math.max(mostLeft, left.loss.lower);
    },
    leastListed,
    certain: () => [...listed.keys()],
    addPossible(at, upper) {
      hasAllCertain ??= worst.length < most;
      if (worst.length < most && !listed.has(at)) list({ at, loss: { lower: 0, upper } });
      const known = listed.get(at);
      if (known !== undefined) known.loss.upper = Math.max(known.loss.lower, upper);
      if (possible !== null && upper <= possible.upper) return;
      possible = { at, upper, lower: known?.loss.lower ?? (hasAllCertain ? 0 : null) };
    },
    mostPossible: () => possible?.upper ?? -1,
    unfinished: () => (possible?.lower === null ? possible.at : null),
    finish(lower) {
      if (possible !== null) possible.lower = lower;
    },
    done() {
      if (possible === null || listed.has(possible.at)) return worst;
      const { at, lower, upper } = possible;
      return [...worst, { at, loss: { lower: lower ?? 0, upper } }];
    },
    mostLeft: () => mostLeft,
  };
}
