import type { Day } from "../values/day.ts";

/**
 * A cell of a table. Cells of text tables are texts. Workbooks also have numbers, as plain decimals such as `-1234.5`,
 * and days, which are told apart from numbers by the format of the cell.
 */
export type Cell = string | { number: string } | { day: Day };

/** What a cell says, as a text. */
export function textOf(cell: Cell): string {
  if (typeof cell === "string") return cell;
  return "number" in cell ? cell.number : cell.day;
}
