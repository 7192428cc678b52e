import { type Column, columnsOf, GAP, narrowed, roomFor, widthOf } from "./column.ts";
import { cutTo, seenWidth, wrapTo } from "./seen-width.ts";

type Row = readonly string[];

/**
 * Rows as columns that fit a width, where there is one: columns of words are made narrower, and what does not fit them ends
 * with "…". The first row has the heads. The columns in `fromRight` stand at the right. Columns for which there is no room are
 * left out, those in `leastImportant` first, which the last line says.
 */
export function fittedColumns(
  rows: readonly Row[],
  width: number | null,
  fromRight: readonly number[] = [],
  leastImportant: readonly number[] = [],
): string[] {
  const room = width ?? Number.POSITIVE_INFINITY;
  const shown = roomFor(columnsOf(rows), room, leastImportant);
  const widths = narrowed(shown, room);
  const cellOf = (row: Row, { at }: Column, one: number) =>
    padded(cutTo(row[at] ?? "", one), one, fromRight.includes(at));
  const lines = rows.map((row) =>
    lineOf(shown.map((column, index) => cellOf(row, column, widths[index] ?? 0))),
  );
  const missing = (rows[0] ?? []).filter((_, at) => shown.every((one) => one.at !== at));
  return missing.length === 0 ? lines : [...lines, `(no room for ${missing.join(", ")})`];
}

// Narrower columns of words are hard to read.
const READABLE = 32;

/**
 * Rows as columns. What does not fit a width, where there is one, goes on in the next line of its column; where columns would
 * be too narrow to read, cells fill one line after the other. So a row may have several lines, with line breaks between them.
 */
export function wrappedColumns(rows: readonly Row[], width: number | null): string[] {
  const columns = columnsOf(rows);
  const widths = narrowed(columns, width ?? Number.POSITIVE_INFINITY);
  const isTight = columns.some(
    ({ natural, isWideByHead }, at) => !isWideByHead && (widths[at] ?? 0) < Math.min(natural, READABLE),
  );
  if (width !== null && (isTight || widthOf(widths) > width))
    return rows.map((row) => stacked(row, columns[0]?.natural ?? 0, width));
  return rows.map((row) => {
    const cells = widths.map((one, at) => wrapCell(row[at] ?? "", one));
    const height = Math.max(1, ...cells.map((cell) => cell.length));
    const lines = Array.from({ length: height }, (_, line) =>
      lineOf(cells.map((cell, at) => padded(cell[line] ?? "", widths[at] ?? 0, false))),
    );
    return lines.join("\n");
  });
}

/** A cell in lines; those after the first are indented as it is. */
function wrapCell(cell: string, width: number): string[] {
  const [indent = ""] = /^ */.exec(cell) ?? [];
  return wrapTo(cell.slice(indent.length), width - indent.length).map((line) => indent + line);
}

/** A row whose cells fill one line after the other, under the second one. */
function stacked([first = "", ...cells]: Row, firstWidth: number, width: number): string {
  const isShort = firstWidth < width / 3;
  const hanging = " ".repeat(isShort ? firstWidth + GAP.length : 2 * GAP.length);
  const [second = "", ...others] = cells.filter((cell) => cell !== "");
  const begin = isShort ? `${padded(first, firstWidth, false)}${GAP}${second}` : lineOf([first, second]);
  const lines = isShort || seenWidth(begin) <= width ? [begin] : [first, hanging + second];
  for (const cell of others) {
    const longer = `${lines.at(-1)}${GAP}${cell}`;
    // A line of many words is not gone on with: figures stand below it.
    const isOpen = lines.length > 1 || seenWidth(second) <= READABLE;
    if (isOpen && seenWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(hanging + cell);
  }
  return lines
    .map((line) => line.trimEnd())
    .flatMap((line) => brokenLine(line, hanging, width))
    .join("\n");
}

function brokenLine(line: string, hanging: string, width: number): string[] {
  if (seenWidth(line) <= width) return [line];
  const [begin = "", ...rest] = wrapTo(line, width, width - hanging.length);
  return [begin, ...rest.map((one) => hanging + one.trimStart())];
}

function padded(cell: string, width: number, isRight: boolean): string {
  const blanks = " ".repeat(Math.max(0, width - seenWidth(cell)));
  return isRight ? blanks + cell : cell + blanks;
}

function lineOf(cells: readonly string[]): string {
  return cells.join(GAP).trimEnd();
}
