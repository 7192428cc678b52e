import type { Interval } from "../values/interval.ts";
import type { OpenValue, Unknown } from "./unknown.ts";

/** What the answers of some would make of a value, in the unit of its measure. */
export interface Decided {
  /** The value if the answers make it as small, and as large, as they can. */
  ifSmallest: Interval;
  ifLargest: Interval;
  /** Whether answers reach both values. Otherwise the two are bounds, and perhaps no answer does. */
  isReached: boolean;
  /**
   * By how much the interval narrows, whatever the answers are: never by less than `decidesLeast`, never by more than `decides`. For
   * an unknown share, what it falls by. In a look-through, `decides` is how far the answers can move one end of the interval.
   */
  decidesLeast: number;
  decides: number;
}

/** One who can be asked, with what the answers would decide. */
export interface DecidingUnknown extends Unknown, Decided {}

/** Those who decide most, the most first, and how many others may decide something. */
export interface RankedUnknowns {
  unknowns: DecidingUnknown[];
  more: number;
}

// Less, for each unit of the width, is a rounding error.
const NOTHING = 1e-12;

/**
 * Finds the `most` who decide most. It solves those with the largest bound first, until no other can be among them.
 */
export function rankUnknowns(open: OpenValue, most: number): RankedUnknowns {
  const bounded = open.unknowns
    .map((unknown) => ({ unknown, bound: open.mostMoved(unknown) }))
    .filter(({ bound }) => bound > NOTHING)
    .sort((a, b) => b.bound - a.bound || byAsked(a.unknown, b.unknown));
  const ranked: DecidingUnknown[] = [];
  let deciding = bounded.length;
  for (const { unknown, bound } of bounded) {
    const least = ranked.length < most ? 0 : (ranked.at(-1)?.decides ?? Number.POSITIVE_INFINITY);
    if (bound + NOTHING < least || most === 0) break;
    const one = { ...unknown, ...decidedBy(open, [unknown]) };
    if (one.decides === 0) {
      deciding -= 1;
      continue;
    }
    const place = ranked.findIndex((other) => byDecided(one, other) < 0);
    ranked.splice(place === -1 ? ranked.length : place, 0, one);
    if (ranked.length > most) ranked.pop();
  }
  return { unknowns: ranked, more: deciding - ranked.length };
}

/** What some decide together: not the sum of what each decides, since some answers matter only with others. */
export function decidedBy(open: OpenValue, answered: readonly Unknown[]): Decided {
  const ifSmallest = open.ifSmallest(answered);
  const ifLargest = open.ifLargest(answered);
  const moved = [open.now.upper - ifSmallest.upper, ifLargest.lower - open.now.lower];
  const { lower, upper } = open.narrowed?.(answered) ?? {
    lower: Math.min(...moved),
    upper: Math.max(...moved),
  };
  const isNothing = NOTHING * Math.max(1, open.now.upper);
  const clean = (by: number) => (by > isNothing ? by : 0);
  const isReached = open.isReached?.(answered) ?? true;
  return { ifSmallest, ifLargest, isReached, decidesLeast: clean(lower), decides: clean(upper) };
}

function byDecided(a: DecidingUnknown, b: DecidingUnknown): number {
  return b.decides - a.decides || byAsked(a, b);
}

function byAsked(a: Unknown, b: Unknown): number {
  return (a.asked ?? "") < (b.asked ?? "") ? -1 : 1;
}
