import { CsvError, parse } from "csv-parse";
import { counted, noun } from "../../../shared/values/count.ts";
import { checkedHeader, plainColumn } from "./csv-header.ts";
import { type GoodRow, type Notice, type Rejection, UnusableFile } from "./row.ts";
import { MOST_BYTES_IN_A_LINE, UnreadableBytes, wholeLines } from "./whole-lines.ts";

/** The fields of a CSV row by column, trimmed, in Unicode's composed form (NFC). */
export type Fields = Record<string, string>;

/** As many rows as an import holds in memory and stores in the time of a function. */
export const MOST_ROWS = 1_000_000;

/**
 * Reads CSV (UTF-8, with or without byte order marks, any line ends, quoted line breaks) row by row. The header must
 * name exactly the given columns, in any order; `optional` ones may be left out, and are empty then. Rows of the wrong
 * length are rejections; what follows bytes that are no text, a quote that never closes or `mostRows` rows is one
 * rejection. A header that stands there again, as in files that were joined, is a notice.
 * @throws UnusableFile when the header is wrong: nothing of the file can be trusted then.
 */
export async function* readCsv(
  source: AsyncIterable<Uint8Array>,
  columns: readonly string[],
  optional: readonly string[] = [],
  mostRows = MOST_ROWS,
): AsyncGenerator<GoodRow<Fields> | Rejection | Notice> {
  let header: string[] | undefined;
  let rows = 0;
  for await (const { line, record, failure } of readRecords(wholeLines(source))) {
    if (failure !== undefined) {
      if (header === undefined) throw new UnusableFile(`line ${line}: ${failure}`);
      yield endingWith(line, failure);
    } else if (header === undefined) {
      header = checkedHeader(record, { line, columns, optional });
    } else if (isAgain(header, record))
      yield { line, notice: "the header stands here again; it was left out" };
    else if (rows === mostRows) {
      return yield endingWith(line, beyond(mostRows));
    } else {
      rows += 1;
      yield toRow(line, record, header, optional);
    }
  }
  if (header === undefined) throw new UnusableFile("is empty: the header is missing");
}

/** What is said of rows beyond those that are read. */
export function beyond(mostRows: number): string {
  const rows = counted(mostRows);
  return `is beyond the ${rows} rows that are read of one file: cut the file into several`;
}

/** The last that is told of a file that is not read to its end. */
function endingWith(line: number, failure: string): Rejection {
  return { line, column: null, reason: `${failure}; nothing after it was read`, endsFile: true };
}

function isAgain(header: string[], record: string[]): boolean {
  return record.length === header.length && record.every((cell, at) => plainColumn(cell) === header[at]);
}

export interface CsvRecord {
  /** The line on which the record begins. */
  line: number;
  record: string[];
  /** Set on the last record, when the file cannot be read on from there. */
  failure?: string;
}

/** Reads records from whole lines, their fields apart by `separator`. */
export async function* readRecords(
  source: AsyncIterable<string | UnreadableBytes>,
  separator = ",",
): AsyncGenerator<CsvRecord> {
  const { parser, found, last } = startParser(separator);
  let unreadable: UnreadableBytes | undefined;
  try {
    for await (const lines of source) {
      if (lines instanceof UnreadableBytes) unreadable = lines;
      else await untilSettled((done) => parser.write(lines, done));
      yield* found.splice(0);
    }
    await untilSettled((done) => parser.end(done));
    yield* found.splice(0);
    if (unreadable) yield { line: parser.info.lines, record: [], failure: unreadable.reason };
  } catch (error) {
    yield* found.splice(0);
    yield failureOf(error, last.lines + parser.info.empty_lines - last.empty_lines + 1);
  }
}

/** A parser, the records that it has found and nobody has taken yet, and where the last of them ended. */
function startParser(separator: string) {
  // Taken from the parser as it finds them: once it fails, what its stream still buffers is lost.
  const found: CsvRecord[] = [];
  const last = { lines: 0, empty_lines: 0 };
  const parser = parse({
    delimiter: separator,
    max_record_size: MOST_BYTES_IN_A_LINE,
    record_delimiter: "\n",
    relax_column_count: true,
    // Programs that write tabs seldom quote what has quotes in it: 19" rack.
    relax_quotes: separator === "\t",
    skip_empty_lines: true,
    // A tab is a blank as well: it would be trimmed where it stands for an empty field.
    trim: separator !== "\t",
    on_record(record: string[], { lines, empty_lines }) {
      Object.assign(last, { lines, empty_lines });
      found.push({ line: lines - lineBreaksIn(record), record });
      return null;
    },
  });
  parser.on("error", () => {});
  parser.resume();
  return { parser, found, last };
}

function untilSettled(start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()));
  });
}

function toRow(
  line: number,
  record: string[],
  header: string[],
  optional: readonly string[],
): GoodRow<Fields> | Rejection {
  if (record.length !== header.length) {
    const count = `${record.length} ${noun(record.length, "field")}`;
    const reason = `has ${count} and the header ${header.length}`;
    return { line, column: null, reason, kind: "has another number of fields than the header" };
  }
  const row: GoodRow<Fields> = { line, row: Object.fromEntries(optional.map((column) => [column, ""])) };
  for (const [index, column] of header.entries()) {
    const field = (record[index] ?? "").normalize("NFC").trim();
    if (field.includes(BYTE_ORDER_MARK)) return { line, column, reason: HOLDS_MARK };
    row.row[column] = field;
  }
  return row;
}

const BYTE_ORDER_MARK = "\uFEFF";
const HOLDS_MARK = "holds a byte order mark (U+FEFF), which nobody sees: remove it";

function lineBreaksIn(record: string[]): number {
  return record.reduce((count, field) => count + (field.match(/\n/g)?.length ?? 0), 0);
}

const FAILURES: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "opens a quote that is never closed",
  CSV_MAX_RECORD_SIZE: `begins a row of more than ${MOST_BYTES_IN_A_LINE} bytes, as a quote that is never closed does`,
};

/** Where and why a file cannot be read on. @throws the error itself when it is not about the file's content. */
function failureOf(error: unknown, rowBegins: number): CsvRecord {
  if (!(error instanceof CsvError)) throw error;
  const failure = FAILURES[error.code];
  if (failure !== undefined) return { line: rowBegins, record: [], failure };
  const other = "is not valid CSV: a quote stands inside a field, or text follows a closing quote";
  return { line: Number(error.lines ?? rowBegins), record: [], failure: other };
}
