import type { Cell } from "./cell.ts";
import type { PeriodFigure } from "./overlap.ts";

/**
 * The positions of a sector in columns, ready to be folded for one window after another. A position takes 37
 * bytes. Position `i` is at index `i` of each column. Days are numbers (`dayNumber`).
 */
export interface DatedPositions {
  /** The cell of each position: an index into `cells`. */
  cell: Int32Array;
  /** Its exposure, in minor units. */
  exposure: Float64Array;
  /** Its date; `UNDATED` without one. */
  date: Float64Array;
  /** The first day of its period; its date when it is not a figure for a period. */
  from: Float64Array;
  /** 1 for an illustrative position, otherwise 0. */
  illustrative: Uint8Array;
  /** The figure that it belongs to: an index into `figures`, or `NO_FIGURE`. */
  figure: Int32Array;
  cells: readonly (Omit<Cell, "exposure"> & { key: string })[];
  figures: readonly PeriodFigure[];
  /** All positions by date, undated ones first. */
  byDate: Int32Array;
}

/** The date of an undated position, which counts in every window. */
export const UNDATED = Number.NEGATIVE_INFINITY;
export const NO_FIGURE = -1;

/** The positions in ascending order of a column. */
export function orderBy(column: Float64Array): Int32Array {
  return Int32Array.from(column, (_, at) => at).sort((a, b) => (column[a] ?? 0) - (column[b] ?? 0) || a - b);
}

/** How many positions are dated up to a day, or are undated. */
export function positionsUpTo(
  { date, byDate }: Pick<DatedPositions, "date" | "byDate">,
  day: number,
): number {
  let [low, high] = [0, byDate.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((date[byDate[middle] ?? 0] ?? 0) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
