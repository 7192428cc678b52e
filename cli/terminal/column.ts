import { seenWidth } from "./seen-width.ts";

/** What stands between columns. */
export const GAP = "  ";

/** A column of a table: which it is, how wide it is, and how narrow it may become. */
export interface Column {
  at: number;
  natural: number;
  least: number;
  /** Whether it may be narrower because only its head is wide. */
  isWideByHead: boolean;
}

const NARROWEST = 9;
const LONGEST_FIGURE = 30;

/** The columns of rows. The first row may have the heads. Columns of numbers and days, which are read whole, stay as they are. */
export function columnsOf(rows: readonly (readonly string[])[]): Column[] {
  return (rows[0] ?? []).map((_, at) => {
    const widths = rows.map((row) => seenWidth(row[at] ?? ""));
    const natural = Math.max(...widths);
    const below = Math.max(NARROWEST, ...widths.slice(1));
    const isOfFigures = hasFigures(rows.slice(1).map((row) => row[at] ?? ""));
    const least = Math.min(natural, isOfFigures ? below : NARROWEST);
    return { at, natural, least, isWideByHead: isOfFigures && least < natural };
  });
}

function hasFigures(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== "");
  return filled.length > 0 && filled.every((cell) => /\d/.test(cell) && seenWidth(cell) < LONGEST_FIGURE);
}

/** How wide columns are together. */
export function widthOf(widths: readonly number[]): number {
  return widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length);
}

/** The columns that fit, as narrow as they may become: one at least. */
export function roomFor(
  columns: readonly Column[],
  width: number,
  leastImportant: readonly number[],
): Column[] {
  const left = [...columns];
  for (const at of [...leastImportant, ...columns.map((column) => column.at).reverse()]) {
    if (left.length === 1 || widthOf(left.map(({ least }) => least)) <= width) break;
    const index = left.findIndex((column) => column.at === at);
    if (index >= 0) left.splice(index, 1);
  }
  return left;
}

/** The widths of columns after heads and then the widest columns were made narrower, until they fit or none may become so. */
export function narrowed(columns: readonly Column[], width: number): number[] {
  const widths = columns.map(({ natural }) => natural);
  for (let over = widthOf(widths) - width; over > 0; over -= 1) {
    const spare = columns.filter(({ least }, index) => (widths[index] ?? 0) > least);
    const heads = spare.filter(({ isWideByHead }) => isWideByHead);
    const indexes = (heads.length > 0 ? heads : spare).map((column) => columns.indexOf(column));
    const widest = indexes.reduce(
      (best, one) => ((widths[one] ?? 0) > (widths[best] ?? 0) ? one : best),
      indexes[0] ?? -1,
    );
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}
