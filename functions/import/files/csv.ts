import { counted, noun } from "../../../shared/values/count.ts";
import type { TextFault } from "../../../shared/values/parse.ts";
import { checkedHeader, plainColumn } from "./csv-header.ts";
import { type FileRecord, readRecords } from "./records.ts";
import { type Fault, type GoodRow, isRejection, type Notice, type Rejection, UnusableFile } from "./row.ts";
import { wholeLines } from "./whole-lines.ts";

/** The fields of a CSV row by column, trimmed, in Unicode's composed form (NFC). */
export type Fields = Record<string, string>;

/** As many rows as an import holds in memory and stores in the time of a function. */
export const MOST_ROWS = 1_000_000;

/** A row by column, and what is wrong with its fields already. Such a field is empty. */
export interface NamedRow extends GoodRow<Fields> {
  faults?: Fault[];
}

/** The columns of a file. */
export interface NamedColumns {
  columns: readonly string[];
  /** Columns that a file may leave out. They are empty then. */
  optional?: readonly string[];
  mostRows?: number;
  /** What is wrong with the text of a field as it is written. */
  faultIn?: ((column: string, text: string) => TextFault | null) | undefined;
}

/** Reads CSV in UTF-8, its columns apart by commas, as `readNamed` does. */
export function readCsv(
  source: AsyncIterable<Uint8Array>,
  named: NamedColumns,
): AsyncGenerator<NamedRow | Rejection | Notice> {
  return readNamed(readRecords(wholeLines(source)), named);
}

/**
 * Reads records below a header. The header must name exactly the given columns, in any order; `optional` ones may be left
 * out. Rows of the wrong length are rejections; what follows bytes that are no text, a quote that never closes or
 * `mostRows` rows is one rejection. A header that stands there again, as in files that were joined, is a notice. Rows of
 * nothing but separators are left out.
 * @throws UnusableFile when the header is wrong: nothing of the file can be trusted then.
 */
export async function* readNamed(
  records: AsyncIterable<FileRecord>,
  { columns, optional = [], mostRows = MOST_ROWS, faultIn }: NamedColumns,
): AsyncGenerator<NamedRow | Rejection | Notice> {
  let header: string[] | undefined;
  let rows = 0;
  for await (const read of records) {
    const { line, record, failure } = read;
    if (failure !== undefined) {
      if (header === undefined) throw new UnusableFile(`line ${line}: ${failure}`);
      yield endingWith(line, failure);
    } else if (isBlank(record)) {
    } else if (header === undefined) {
      header = checkedHeader(record, { line, columns, optional });
    } else if (isAgain(header, record))
      yield { line, notice: "the header stands here again; it was left out" };
    else if (rows === mostRows) {
      return yield endingWith(line, beyond(mostRows));
    } else {
      rows += 1;
      const row = toRow(read, header, optional);
      yield faultIn === undefined || isRejection(row) ? row : checkedAsWritten(row, faultIn);
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

function isBlank(record: string[]): boolean {
  return record.length > 1 && record.every((cell) => cell.trim() === "");
}

function isAgain(header: string[], record: string[]): boolean {
  return record.length === header.length && record.every((cell, at) => plainColumn(cell) === header[at]);
}

function toRow(
  { line, record, faults }: FileRecord,
  header: string[],
  optional: readonly string[],
): NamedRow | Rejection {
  if (record.length !== header.length) {
    const count = `${record.length} ${noun(record.length, "field")}`;
    const reason = `has ${count} and the header ${header.length}`;
    return { line, column: null, reason, kind: "has another number of fields than the header" };
  }
  const row: NamedRow = { line, row: Object.fromEntries(optional.map((column) => [column, ""])) };
  for (const [index, column] of header.entries()) {
    const field = (record[index] ?? "").normalize("NFC").trim();
    if (field.includes(BYTE_ORDER_MARK)) return { line, column, reason: HOLDS_MARK };
    row.row[column] = field;
  }
  if (faults !== undefined) row.faults = faults;
  return row;
}

/** A row with what is wrong with the texts of its fields. */
function checkedAsWritten(
  { line, row, faults = [] }: NamedRow,
  faultIn: NonNullable<NamedColumns["faultIn"]>,
): NamedRow {
  const checked = { ...row };
  const all = [...faults];
  for (const [column, text] of Object.entries(row)) {
    const fault = faultIn(column, text);
    if (fault === null) continue;
    checked[column] = "";
    all.push({ column, reason: fault.problem, kind: fault.kind });
  }
  return all.length === 0 ? { line, row } : { line, row: checked, faults: all };
}

const BYTE_ORDER_MARK = "\uFEFF";
const HOLDS_MARK = "holds a byte order mark (U+FEFF), which nobody sees: remove it";
