import { dayNumber } from "../values/day.ts";
import { type Cell, cellKey } from "./cell.ts";
import { type FoldedPosition, figureOf } from "./fold-positions.ts";
import type { PeriodFigure } from "./overlap.ts";
import { isIllustrative } from "./position.ts";

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

/** Collects positions page by page. */
export interface PositionCollector {
  add(positions: Iterable<FoldedPosition>): void;
  collected(): DatedPositions;
}

export function collectPositions(): PositionCollector {
  const cells = indexed<Omit<Cell, "exposure"> & { key: string }>();
  const figures = indexed<PeriodFigure>();
  const rows = { cell: [], exposure: [], date: [], from: [], illustrative: [], figure: [] } as Record<
    Column,
    number[]
  >;
  const add = (position: FoldedPosition): void => {
    const { item, supplierId, originCountry, program, exposure, date, periodStart } = position;
    const key = cellKey(position);
    const figure = figureOf(position);
    rows.cell.push(cells.indexOf(key, () => ({ key, item, supplierId, originCountry, program })));
    rows.exposure.push(exposure);
    rows.date.push(date === null ? UNDATED : dayNumber(date));
    rows.from.push(date === null ? UNDATED : dayNumber(periodStart ?? date));
    rows.illustrative.push(isIllustrative(position) ? 1 : 0);
    rows.figure.push(figure === null ? NO_FIGURE : figures.indexOf(figure.identity, () => figure));
  };
  return {
    add(positions) {
      for (const position of positions) add(position);
    },
    collected() {
      const date = Float64Array.from(rows.date);
      return {
        cell: Int32Array.from(rows.cell),
        exposure: Float64Array.from(rows.exposure),
        date,
        from: Float64Array.from(rows.from),
        illustrative: Uint8Array.from(rows.illustrative),
        figure: Int32Array.from(rows.figure),
        cells: cells.entries,
        figures: figures.entries,
        byDate: orderBy(date),
      };
    },
  };
}

type Column = "cell" | "exposure" | "date" | "from" | "illustrative" | "figure";

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

function indexed<Entry>() {
  const entries: Entry[] = [];
  const at = new Map<string, number>();
  return {
    entries,
    indexOf(key: string, make: () => Entry): number {
      const found = at.get(key);
      if (found !== undefined) return found;
      at.set(key, entries.length);
      return entries.push(make()) - 1;
    },
  };
}
