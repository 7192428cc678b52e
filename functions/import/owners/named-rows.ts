import { textOf } from "../../../shared/mapping/cell.ts";
import { columnName } from "../../../shared/mapping/columns.ts";
import { someOf } from "../../../shared/values/count.ts";
import { otherCommand } from "../files/likely-import.ts";
import { UnusableFile } from "../files/row.ts";
import { readTable } from "../files/table.ts";
import { DamagedBytes } from "../files/whole-lines.ts";

/** A row of a table whose columns have names. A column that is not there, or whose cell is empty, says `""`. */
export interface NamedRow {
  line: number;
  cellOf(column: string): string;
}

/** A row that cannot be read: it has another number of fields than the header. */
export interface BrokenRow {
  line: number;
  broken: string;
}

/** What a table must be. */
export interface NamedTable {
  /** Columns that must be there. */
  columns: readonly string[];
  /** What is said of a table whose header lacks some: `is not …`. */
  isNot(header: readonly string[]): string;
  /** The command that reads such tables, where one does. A table that another command reads is told so. */
  command?: string;
}

/**
 * Reads a table of text by the names of its columns, packed or not; columns that are not asked for do no harm.
 * @throws UnusableFile when the header lacks a column, or the file cannot be read to its end.
 */
export async function* namedRows(
  bytes: AsyncIterable<Uint8Array>,
  named: NamedTable,
): AsyncGenerator<NamedRow | BrokenRow> {
  let places: ReadonlyMap<string, number> | null = null;
  for await (const read of linesOf(bytes)) {
    if ("failure" in read) throw new UnusableFile(`line ${read.line}: ${read.failure}`);
    const { line, cells } = read;
    if (places === null)
      places = placesOf(
        line,
        cells.map((cell) => columnName(textOf(cell))),
        named,
      );
    else if (cells.length !== places.size && !read.isOpen)
      yield { line, broken: `has ${cells.length} fields and the header ${places.size}` };
    else yield rowOf(line, cells.map(textOf), places);
  }
  if (places === null) throw new UnusableFile("is empty: the header is missing");
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>) {
  const mostBytes = Number.POSITIVE_INFINITY;
  try {
    yield* readTable(bytes, { layout: {}, mostBytes, tell: () => {} });
  } catch (error) {
    if (error instanceof DamagedBytes) throw new UnusableFile(error.message, { cause: error });
    throw error;
  }
}

function rowOf(line: number, texts: string[], places: ReadonlyMap<string, number>): NamedRow {
  return {
    line,
    cellOf: (column) => (texts[places.get(column) ?? -1] ?? "").normalize("NFC").trim(),
  };
}

const MOST_NAMED = 3;

function placesOf(
  line: number,
  header: string[],
  { columns, isNot, command }: NamedTable,
): ReadonlyMap<string, number> {
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    const other = command === undefined ? null : otherCommand(header, command);
    const lacks = `; the header lacks ${someOf(missing, MOST_NAMED)}`;
    throw new UnusableFile(`line ${line}: ${isNot(header)}${other === null ? lacks : `: ${other}`}`);
  }
  const places = new Map<string, number>();
  for (const [at, column] of header.entries()) {
    if (!places.has(column)) places.set(column, at);
    else if (columns.includes(column)) throw new UnusableFile(`line ${line}: the header has ${column} twice`);
    // A column of a name that stands there twice, and is not read.
    else places.set(`${column}#${at}`, at);
  }
  return places;
}
