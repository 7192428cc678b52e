import { dayNumber } from "../values/day.ts";
import { cellKey } from "./cell.ts";
import { type DatedPositions, NO_FIGURE, orderBy, UNDATED } from "./dated-positions.ts";
import { createNumberTuples } from "./number-tuples.ts";
import { cellOfTuple, figureOfTuple } from "./numbered-cells.ts";
import type { NumberedTexts } from "./numbered-texts.ts";
import type { ColumnTexts, PositionColumns } from "./position-columns.ts";

/** Collects positions page by page, from all shards of a sector in any order. */
export interface PositionCollector {
  /** Takes what it needs of the columns: they may be filled again. */
  add(columns: PositionColumns): void;
  /** All that were added. */
  collected(): DatedPositions;
}

/** Collects columns whose texts are `texts`. */
export function collectPositions(texts: ColumnTexts): PositionCollector {
  const cells = createNumberTuples();
  const figures = createNumberTuples();
  const [dateOf, startOf] = [createDays(texts.date), createDays(texts.periodStart)];
  let rows = emptyRows(FIRST_ROWS);
  let count = 0;

  const add = (columns: PositionColumns, row: number): void => {
    const at = (column: Int32Array): number => column[row] as number;
    const { item, supplierId, originCountry, program, date, periodStart, figureSource } = columns;
    const [day, start] = [dateOf(at(date)), startOf(at(periodStart))];
    rows.cell[count] = cells.numberOf(at(item), at(supplierId), at(originCountry), at(program));
    rows.exposure[count] = columns.exposure[row] as number;
    rows.date[count] = day;
    rows.from[count] = day === UNDATED || start === UNDATED ? day : start;
    rows.illustrative[count] = columns.illustrative[row] as number;
    rows.figure[count] =
      at(figureSource) === 0
        ? NO_FIGURE
        : figures.numberOf(at(figureSource), at(item), at(periodStart), at(date));
    count += 1;
  };

  return {
    add(columns) {
      if (count + columns.count > rows.cell.length) rows = widened(rows, count + columns.count);
      for (let row = 0; row < columns.count; row += 1) add(columns, row);
    },
    collected() {
      const all = firstOf(rows, count);
      const cellAt = (_: unknown, number: number) => {
        const cell = cellOfTuple(number, cells, texts);
        return { ...cell, key: cellKey(cell) };
      };
      return {
        ...all,
        cells: Array.from({ length: cells.size() }, cellAt),
        figures: Array.from({ length: figures.size() }, (_, at) => figureOfTuple(at, figures, texts)),
        byDate: orderBy(all.date),
      };
    },
  };
}

const FIRST_ROWS = 4096;

/** The columns of `DatedPositions` that have an element for each position. */
type Rows = Pick<DatedPositions, "cell" | "exposure" | "date" | "from" | "illustrative" | "figure">;

function emptyRows(length: number): Rows {
  return {
    cell: new Int32Array(length),
    exposure: new Float64Array(length),
    date: new Float64Array(length),
    from: new Float64Array(length),
    illustrative: new Uint8Array(length),
    figure: new Int32Array(length),
  };
}

/** The same rows with room for at least `needed` of them. */
function widened(rows: Rows, needed: number): Rows {
  const wider = emptyRows(Math.max(needed, 2 * rows.cell.length));
  for (const name of Object.keys(rows) as (keyof Rows)[]) wider[name].set(rows[name]);
  return wider;
}

/** The first `count` rows, without the room behind them. */
function firstOf({ cell, exposure, date, from, illustrative, figure }: Rows, count: number): Rows {
  return {
    cell: cell.slice(0, count),
    exposure: exposure.slice(0, count),
    date: date.slice(0, count),
    from: from.slice(0, count),
    illustrative: illustrative.slice(0, count),
    figure: figure.slice(0, count),
  };
}

/** The days of numbered dates, each computed once; `UNDATED` for no date. */
function createDays(texts: NumberedTexts): (number: number) => number {
  const days: number[] = [UNDATED];
  return (number) => {
    const known = days[number];
    if (known !== undefined) return known;
    const day = dayNumber(texts.textOf(number) ?? "");
    days[number] = day;
    return day;
  };
}
