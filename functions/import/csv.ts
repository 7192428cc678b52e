import { CsvError, parse } from "csv-parse";
import { quoted } from "../../shared/problem.ts";
import { type GoodRow, type Rejection, UnusableFile } from "./rows.ts";
import { MOST_BYTES_IN_A_LINE, TOO_LONG, Unreadable, wholeLines } from "./whole-lines.ts";

/** The fields of a CSV row by column, trimmed. */
export type Fields = Record<string, string>;

/**
 * Reads CSV (UTF-8, with or without a byte order mark, LF or CRLF, quoted line breaks) row by row. The header must
 * name exactly the given columns, in any order; `optional` ones may be left out, and are empty then. Rows of the wrong length are rejections; what follows bytes that
 * are no text, or a quote that never closes, is one rejection.
 * @throws UnusableFile when the header is wrong: nothing of the file can be trusted then.
 */
export async function* readCsv(
  source: AsyncIterable<Uint8Array>,
  columns: readonly string[],
  optional: readonly string[] = [],
): AsyncGenerator<GoodRow<Fields> | Rejection> {
  let header: string[] | undefined;
  for await (const { line, record, failure } of readRecords(source)) {
    if (failure !== undefined) {
      if (header === undefined) throw new UnusableFile(`line ${line}: ${failure}`);
      yield { line, column: null, reason: `${failure}; nothing after it was read`, endsFile: true };
    } else if (header === undefined) header = checkedHeader(record, columns, optional);
    else yield toRow(line, record, header, optional);
  }
  if (header === undefined) throw new UnusableFile("is empty: the header is missing");
}

interface CsvRecord {
  /** The line on which the record begins. */
  line: number;
  record: string[];
  /** Set on the last record, when the file cannot be read on from there. */
  failure?: string;
}

async function* readRecords(source: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  // Taken from the parser as it finds them: once it fails, what its stream still buffers is lost.
  const found: CsvRecord[] = [];
  const parser = parse({
    bom: true,
    max_record_size: MOST_BYTES_IN_A_LINE,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    on_record(record: string[], { lines }) {
      found.push({ line: lines - lineBreaksIn(record), record });
      return null;
    },
  });
  parser.on("error", () => {});
  parser.resume();
  let unreadable: Unreadable | undefined;
  try {
    for await (const lines of wholeLines(source)) {
      if (lines instanceof Unreadable) unreadable = lines;
      else await settled((done) => parser.write(lines, done));
      yield* found.splice(0);
    }
    await settled((done) => parser.end(done));
    yield* found.splice(0);
    if (unreadable) yield { line: parser.info.lines, record: [], failure: unreadable.reason };
  } catch (error) {
    yield* found.splice(0);
    yield failureOf(error, parser.info.lines);
  }
}

function settled(start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()));
  });
}

function checkedHeader(header: string[], columns: readonly string[], optional: readonly string[]): string[] {
  const all = [...columns, ...optional];
  const missing = columns.filter((column) => !header.includes(column));
  const extra = header.filter((column) => !all.includes(column));
  const twice = all.filter((column) => header.indexOf(column) !== header.lastIndexOf(column));
  const problems = [
    missing.length > 0 ? `the header lacks ${missing.join(", ")}` : null,
    extra.length > 0 ? `the header has ${listed(extra)} which it should not` : null,
    twice.length > 0 ? `the header has ${twice.join(", ")} twice` : null,
  ].filter((problem) => problem !== null);
  if (problems.length === 0) return header;
  throw new UnusableFile(
    `line 1: ${problems.join(" and ")}; expected ${columns.join(",")}${mayHave(optional)}`,
  );
}

function mayHave(optional: readonly string[]): string {
  return optional.length === 0 ? "" : `, and ${optional.join(",")} if you like`;
}

const MOST_COLUMNS = 3;
const LONGEST_COLUMN = 30;

function listed(columns: string[]): string {
  const more = columns.length - MOST_COLUMNS;
  return (
    columns
      .slice(0, MOST_COLUMNS)
      .map((column) => quoted(column, LONGEST_COLUMN))
      .join(", ") + (more > 0 ? ` and ${more} more` : "")
  );
}

function toRow(
  line: number,
  record: string[],
  header: string[],
  optional: readonly string[],
): GoodRow<Fields> | Rejection {
  if (record.length !== header.length) {
    return { line, column: null, reason: `has ${record.length} fields and the header ${header.length}` };
  }
  const row: GoodRow<Fields> = { line, row: Object.fromEntries(optional.map((column) => [column, ""])) };
  for (const [index, column] of header.entries()) row.row[column] = record[index] ?? "";
  return row;
}

function lineBreaksIn(record: string[]): number {
  return record.reduce((count, field) => count + (field.match(/\n/g)?.length ?? 0), 0);
}

const FAILURES: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "opens a quote that is never closed",
  CSV_MAX_RECORD_SIZE: TOO_LONG,
};

/** Where and why a file cannot be read on. @throws the error itself when it is not about the file's content. */
function failureOf(error: unknown, lines: number): CsvRecord {
  if (!(error instanceof CsvError)) throw error;
  const other = "is not valid CSV: a quote stands inside a field, or text follows a closing quote";
  return { line: Number(error.lines ?? lines), record: [], failure: FAILURES[error.code] ?? other };
}
