import { type Cell, textOf } from "../../../shared/mapping/cell.ts";
import { columnName, missingIn, placesIn, twiceIn } from "../../../shared/mapping/columns.ts";
import { counted, noun } from "../../../shared/values/count.ts";
import { beyond, MOST_ROWS } from "../files/csv.ts";
import { type Notice, type Rejection, UnusableFile } from "../files/row.ts";
import type { TableLine } from "../files/table-line.ts";

/** A row of a table below its header. */
export interface TableRow {
  line: number;
  cells: Cell[];
}

/** What stands above the rows: the names of the columns, and the line that they stand on. */
export interface TableHeader {
  names: string[];
  line: number;
}

// What stands above a header is a title, a date and the like.
const MOST_LINES_ABOVE = 100;

/**
 * The rows below the first line that names all `columns`. `onHeader` is called before the first row. Rows without any value
 * are counted by `onBlank`, and are no rows.
 * @throws UnusableFile when no line names them.
 */
export async function* tableRows(
  lines: AsyncIterable<TableLine>,
  columns: readonly string[],
  { onHeader, onBlank }: { onHeader(header: TableHeader): void; onBlank(): void },
): AsyncGenerator<TableRow | Rejection | Notice> {
  const find = headerFinder(columns);
  let header: TableHeader | null = null;
  let rows = 0;
  for await (const read of lines) {
    const { line } = read;
    if ("failure" in read) {
      if (header === null) throw new UnusableFile(`line ${line}: ${read.failure}`);
      return yield endingWith(line, read.failure);
    }
    if (read.cells.every((cell) => textOf(cell).trim() === "")) {
      if (header !== null) onBlank();
    } else if (header === null) {
      header = find.see(read);
      if (header !== null) onHeader(header);
    } else if (isAgain(header, read.cells))
      yield { line, notice: "the header stands here again; it was left out" };
    else if (rows === MOST_ROWS) return yield endingWith(line, beyond(MOST_ROWS));
    else {
      rows += 1;
      yield rowOf(read, header);
    }
  }
  if (header === null) throw find.nothing();
}

/** Looks for the header, and remembers the line that names most of its columns. */
function headerFinder(columns: readonly string[]) {
  let best: { names: string[]; found: number } | null = null;
  let seen = 0;
  const nothing = () =>
    new UnusableFile(best === null ? "is empty: the header is missing" : missingIn(best.names, columns));
  return {
    nothing,
    see({ line, cells }: TableRow): TableHeader | null {
      const names = cells.map((cell) => columnName(textOf(cell)));
      if (placesIn(names, columns) !== null) {
        const twice = twiceIn(names, columns);
        if (twice !== null) throw new UnusableFile(`line ${line}: ${twice}`);
        return { names, line };
      }
      const found = columns.filter((column) => names.includes(column)).length;
      if (best === null || found > best.found) best = { names, found };
      seen += 1;
      if (seen === MOST_LINES_ABOVE) throw nothing();
      return null;
    },
  };
}

function endingWith(line: number, failure: string): Rejection {
  return { line, column: null, reason: `${failure}; nothing after it was read`, endsFile: true };
}

function isAgain({ names }: TableHeader, cells: readonly Cell[]): boolean {
  return cells.length === names.length && cells.every((cell, at) => columnName(textOf(cell)) === names[at]);
}

/** A cell as the fields of other files are: without blanks around it, in the composed form of Unicode. */
function plainCell(cell: Cell): Cell {
  return typeof cell === "string" ? cell.normalize("NFC").trim() : cell;
}

function rowOf(
  { line, cells, isOpen }: Extract<TableLine, { cells: Cell[] }>,
  { names }: TableHeader,
): TableRow | Rejection {
  if (cells.length === names.length || isOpen) return { line, cells: cells.map(plainCell) };
  const count = `${counted(cells.length)} ${noun(cells.length, "field")}`;
  const reason = `has ${count} and the header ${counted(names.length)}`;
  return { line, column: null, reason, kind: "has another number of fields than the header" };
}
