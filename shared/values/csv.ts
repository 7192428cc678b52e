import { guardedText } from "./guarded-text.ts";

/** A cell of a table: `null` where there is nothing to say. */
export type Cell = string | number | boolean | null;

/** Where a line of CSV ends. */
export const LINE_END = "\r\n";

/** Rows as lines of CSV (RFC 4180), the names of the columns first. */
export function csvLines(columns: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  return [columns, ...rows].map(csvLine);
}

/** One row as a line of CSV, without the end of the line. */
export function csvLine(row: readonly Cell[]): string {
  return row.map(csvCell).join(",");
}

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const text = guardedText(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
