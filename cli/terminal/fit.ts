import { seenLength } from "../../shared/values/one-line.ts";

const NARROWEST = 6;
const GAP = 2;

/**
 * Rows as columns that fit a width, where there is one: the widest columns are made narrower, and what does not fit them ends
 * with "…". The columns in `fromRight` stand at the right.
 */
export function fittedColumns(
  rows: readonly (readonly string[])[],
  width: number | null,
  fromRight: readonly number[] = [],
): string[] {
  const natural = (rows[0] ?? []).map((_, column) =>
    rows.reduce((widest, row) => Math.max(widest, seenLength(row[column] ?? "")), 0),
  );
  const widths = width === null ? natural : narrowed(natural, width);
  return rows.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0, fromRight.includes(column)))
      .join(" ".repeat(GAP))
      .trimEnd(),
  );
}

function narrowed(natural: number[], width: number): number[] {
  const widths = [...natural];
  let over = widths.reduce((sum, one) => sum + one + GAP, -GAP) - width;
  while (over > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= NARROWEST) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    over -= 1;
  }
  return widths;
}

function padded(cell: string, width: number, isRight: boolean): string {
  const length = seenLength(cell);
  if (length > width) return cut(cell, width);
  const blanks = " ".repeat(width - length);
  return isRight ? blanks + cell : cell + blanks;
}

function cut(cell: string, width: number): string {
  // Without the isolates of right-to-left text, of which one would be cut off.
  const characters = [...cell.replace(/[\u2068\u2069]/gu, "")];
  return `${characters.slice(0, width - 1).join("")}…`;
}
