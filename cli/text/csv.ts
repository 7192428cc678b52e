/** A cell of a table: `null` where there is nothing to say. */
export type Cell = string | number | boolean | null;

/** Rows as lines of CSV (RFC 4180), the names of the columns first. */
export function csvLines(columns: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  return [columns, ...rows].map((row) => row.map(csvCell).join(","));
}

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  // A spreadsheet would compute a text that begins like a formula.
  const text = /^[=+@-]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
