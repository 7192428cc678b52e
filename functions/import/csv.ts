import { CsvError, type Info, parse } from "csv-parse";
import { type GoodRow, type Rejection, UnusableFile } from "./rows.ts";

/** The fields of a CSV row by column, trimmed. */
export type Fields = Record<string, string>;

const MOST_BYTES_IN_A_ROW = 1_000_000;

/**
 * Reads CSV (UTF-8, with or without a byte order mark, LF or CRLF, quoted line breaks) row by row. The header must
 * name exactly the given columns, in any order. Rows of the wrong length are rejections; what follows bytes that
 * are no text, or a quote that never closes, is one rejection.
 * @throws UnusableFile when the header is wrong: nothing of the file can be trusted then.
 */
export async function* readCsv(
  source: AsyncIterable<Uint8Array>,
  columns: readonly string[],
): AsyncGenerator<GoodRow<Fields> | Rejection> {
  const parser = parse({
    bom: true,
    info: true,
    max_record_size: MOST_BYTES_IN_A_ROW,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  const feeding = feed(source, parser);
  let header: string[] | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      if (header === undefined) {
        header = checkedHeader(record, columns);
        continue;
      }
      const line = info.lines - lineBreaksIn(record);
      yield toRow(line, record, header);
    }
    await feeding;
  } catch (error) {
    const rejection = asRejection(error, parser.info.lines);
    if (rejection === null || header === undefined) throw rejection === null ? error : unusable(rejection);
    yield rejection;
  }
  if (header === undefined) throw new UnusableFile("is empty: the header is missing");
}

class NotText extends Error {}

type Parser = ReturnType<typeof parse>;

async function feed(source: AsyncIterable<Uint8Array>, parser: Parser): Promise<void> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch (cause) {
      throw new NotText("is not UTF-8 text", { cause });
    }
  };
  try {
    for await (const bytes of source) {
      if (!parser.write(decode(bytes)) && !parser.destroyed) await drained(parser);
      if (parser.destroyed) return;
    }
    parser.end(decode());
  } catch (error) {
    parser.destroy(error as Error);
  }
}

function drained(parser: Parser): Promise<void> {
  return new Promise((resolve) => {
    parser.once("drain", resolve);
    parser.once("close", resolve);
  });
}

function checkedHeader(header: string[], columns: readonly string[]): string[] {
  const missing = columns.filter((column) => !header.includes(column));
  const extra = header.filter((column) => !columns.includes(column));
  const twice = header.filter((column, index) => header.indexOf(column) !== index);
  const problems = [
    missing.length > 0 ? `the header lacks ${missing.join(", ")}` : null,
    extra.length > 0
      ? `the header has ${extra.map((column) => JSON.stringify(column)).join(", ")} that is not known`
      : null,
    twice.length > 0 ? `the header has ${twice.join(", ")} twice` : null,
  ].filter((problem) => problem !== null);
  if (problems.length === 0) return header;
  throw new UnusableFile(`line 1: ${problems.join(" and ")}; expected ${columns.join(",")}`);
}

function toRow(line: number, record: string[], header: string[]): GoodRow<Fields> | Rejection {
  if (record.length !== header.length) {
    return { line, column: null, reason: `has ${record.length} fields and the header ${header.length}` };
  }
  const row: GoodRow<Fields> = { line, row: {} };
  for (const [index, column] of header.entries()) row.row[column] = record[index] ?? "";
  return row;
}

function lineBreaksIn(record: string[]): number {
  return record.reduce((count, field) => count + (field.match(/\n/g)?.length ?? 0), 0);
}

function asRejection(error: unknown, line: number) {
  if (error instanceof NotText)
    return { line: line + 1, column: null, reason: "is not UTF-8 text; nothing after it was read" };
  if (!(error instanceof CsvError)) return null;
  const reasons: Record<string, string> = {
    CSV_QUOTE_NOT_CLOSED: "opens a quote that is never closed",
    CSV_MAX_RECORD_SIZE: `is longer than ${MOST_BYTES_IN_A_ROW} bytes`,
  };
  const reason =
    reasons[error.code] ??
    "is not valid CSV (a quote inside an unquoted field, or text after a closing quote)";
  return { line: Number(error.lines ?? line), column: null, reason: `${reason}; nothing after it was read` };
}

function unusable({ line, reason }: { line: number; reason: string }): UnusableFile {
  return new UnusableFile(`line ${line}: ${reason}`);
}
