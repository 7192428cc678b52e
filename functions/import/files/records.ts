import { CsvError, parse } from "csv-parse";
import type { Fault } from "./row.ts";
import { MOST_BYTES_IN_A_LINE, UnreadableBytes } from "./whole-lines.ts";

/** A line of a table as texts. */
export interface FileRecord {
  /** The line on which the record begins. */
  line: number;
  record: string[];
  /** What is wrong with fields that no text can say. They are empty. */
  faults?: Fault[];
  /** Set on the last record, when the file cannot be read on from there. */
  failure?: string;
}

/** Reads records from whole lines, their fields apart by `separator`. */
export async function* readRecords(
  source: AsyncIterable<string | UnreadableBytes>,
  separator = ",",
): AsyncGenerator<FileRecord> {
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
  const found: FileRecord[] = [];
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

function lineBreaksIn(record: string[]): number {
  return record.reduce((count, field) => count + (field.match(/\n/g)?.length ?? 0), 0);
}

const FAILURES: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "opens a quote that is never closed",
  CSV_MAX_RECORD_SIZE: `begins a row of more than ${MOST_BYTES_IN_A_LINE} bytes, as a quote that is never closed does`,
};

/** Where and why a file cannot be read on. @throws the error itself when it is not about the file's content. */
function failureOf(error: unknown, rowBegins: number): FileRecord {
  if (!(error instanceof CsvError)) throw error;
  const failure = FAILURES[error.code];
  if (failure !== undefined) return { line: rowBegins, record: [], failure };
  const other = "is not valid CSV: a quote stands inside a field, or text follows a closing quote";
  return { line: Number(error.lines ?? rowBegins), record: [], failure: other };
}
