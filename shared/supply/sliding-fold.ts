import { dayNumber, type Window } from "../values/day.ts";
import { addExposures, asMinor } from "../values/exposure.ts";
import type { Cell } from "./cell.ts";
import { datedAround, sumsFromTheEnd } from "./dated-around.ts";
import { type DatedPositions, NO_FIGURE, orderBy, UNDATED } from "./dated-positions.ts";
import { emptyFold, type Fold } from "./fold.ts";

/**
 * The fold of a window that slides over the days. Each position enters it once and leaves it once, so many
 * windows take little longer than one, and only one fold is in memory. A fold is valid until the next one is
 * requested, because it is changed in place. All windows have the same length, and either all or none are
 * compared with a later window of that length. A window that lies before the last one is folded from the
 * beginning.
 * @throws InexactSum when a sum passes 2^53 − 1 minor units.
 */
export function createSlidingFold(positions: DatedPositions): (window: Window) => Fold {
  let at = BEFORE_ALL;
  let slide: ((range: Range) => Fold) | null = null;
  const waiting = sumsFromTheEnd(positions);
  return (window) => {
    const range = rangeOf(window);
    if (slide === null || !isAhead(range, at)) slide = startSlide(positions, window.windowDays);
    at = range;
    return Object.assign(slide(range), datedAround(positions, window.asOf, waiting));
  };
}

/** A window in day numbers: `after < day ≤ end`. It shares the days after `shared` with the later window. */
interface Range {
  end: number;
  after: number;
  /** `null` when there is no other window. */
  shared: number | null;
}

const BEFORE_ALL: Range = { end: UNDATED, after: UNDATED, shared: UNDATED };

function rangeOf({ end, after, comparedWith }: Window): Range {
  const shared = comparedWith === undefined ? null : dayNumber(comparedWith.after);
  return { end: dayNumber(end), after: dayNumber(after), shared };
}

function isAhead(to: Range, from: Range): boolean {
  return to.end >= from.end && to.after >= from.after && (to.shared ?? 0) >= (from.shared ?? 0);
}

/** An empty fold, and how it moves to later ranges. */
function startSlide(positions: DatedPositions, windowDays: number): (range: Range) => Fold {
  const last = lastDaysBefore(positions, windowDays);
  const byLast = orderBy(last);
  const fold = emptyFold();
  const inside = createMembers(positions, last, byLast, [
    sumInto(positions, fold.cells),
    countInto(positions, fold),
  ]);
  const inBoth = createMembers(positions, last, byLast, [sumInto(positions, fold.common)]);
  return ({ end, after, shared }) => {
    inside(end, after);
    if (shared !== null) inBoth(end, shared);
    return fold;
  };
}

/**
 * For each position, the last day after which a window may begin and still count it: the day before its date,
 * or for a figure for a period the day before the second half of the period (see `isInWindow`).
 */
function lastDaysBefore({ date, from }: DatedPositions, windowDays: number): Float64Array {
  return date.map((day, at) => {
    if (day === UNDATED) return Number.POSITIVE_INFINITY;
    const periodDays = day - (from[at] ?? day) + 1;
    return periodDays > windowDays ? day - 1 : Math.min(day - 1, day - Math.ceil(periodDays / 2));
  });
}

/** Called for a position that enters (`sign` 1) or leaves (−1). */
type Take = (position: number, sign: 1 | -1) => void;

/** The positions in a range that moves forward. It calls back for each position that enters or leaves. */
function createMembers(
  { date, byDate }: DatedPositions,
  last: Float64Array,
  byLast: Int32Array,
  takers: Take[],
): (end: number, after: number) => void {
  const isInside = new Uint8Array(date.length);
  let [come, gone] = [0, 0];
  return (end, after) => {
    // First those that leave: no sum is larger in between than in a window.
    for (; gone < byLast.length && (last[byLast[gone] ?? 0] ?? 0) < after; gone += 1) {
      const position = byLast[gone] ?? 0;
      if (isInside[position] === 0) continue;
      isInside[position] = 0;
      for (const take of takers) take(position, -1);
    }
    for (; come < byDate.length && (date[byDate[come] ?? 0] ?? 0) <= end; come += 1) {
      const position = byDate[come] ?? 0;
      if ((last[position] ?? 0) < after) continue;
      isInside[position] = 1;
      for (const take of takers) take(position, 1);
    }
  };
}

/** Sums positions into their cells. A cell without positions is removed. */
function sumInto({ cell, cells, exposure }: DatedPositions, sums: Map<string, Cell>): Take {
  const counts = new Int32Array(cells.length);
  return (position, sign) => {
    const at = cell[position] ?? 0;
    const { key = "", ...own } = cells[at] ?? {};
    const count = (counts[at] ?? 0) + sign;
    counts[at] = count;
    const sum = sums.get(key);
    if (count === 0) sums.delete(key);
    else if (sum === undefined)
      sums.set(key, { ...(own as Omit<Cell, "exposure">), exposure: asMinor(exposure[position] ?? 0) });
    else sum.exposure = addExposures(sum.exposure, asMinor(sign * (exposure[position] ?? 0)));
  };
}

/** Counts positions, their exposure, and the figures that they belong to. */
function countInto({ exposure, illustrative, figure, figures }: DatedPositions, fold: Fold): Take {
  const counts = new Int32Array(figures.length);
  return (position, sign) => {
    const change = asMinor(sign * (exposure[position] ?? 0));
    fold.positions += sign;
    fold.exposure = addExposures(fold.exposure, change);
    if (illustrative[position] === 1) fold.illustrative = addExposures(fold.illustrative, change);
    const at = figure[position] ?? NO_FIGURE;
    const one = figures[at];
    if (one === undefined) return;
    const count = (counts[at] ?? 0) + sign;
    counts[at] = count;
    if (count === 0) fold.figures.delete(one.identity);
    else fold.figures.set(one.identity, one);
  };
}
