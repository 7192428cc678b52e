import { isDeepStrictEqual } from "node:util";
import { lineOf } from "../../shared/one-line.ts";
import type { Page, RowStore } from "../ports.ts";
import { type GoodRow, isNotice, isRejection, type ReadRow, type Rejection } from "./rows.ts";

/** What an import did to one file. `rejected` counts every rejection; the first thousand are listed. */
export interface ImportReport {
  file: string;
  /** Rows that were read and are now stored, whether they were before or not. */
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  rejected: number;
  rejections: Rejection[];
  warnings: string[];
  /** The newest date of the stored positions; `null` where nothing is dated. */
  newestDate: string | null;
}

/** What an import needs to know of a kind of row. */
export interface RowKind<Row extends Key, Key> {
  /** What makes a row the same row in the next file, and no other, in words: `positionId "P-1"`. */
  nameOf(row: Row): string;
  store: RowStore<Row, Key>;
}

export interface ImportOptions {
  /** The file's name, for the report. */
  file: string;
  /** Also remove the stored rows of the file's sources that are gone from it. */
  replace?: boolean;
  onProgress?: (rows: number) => void;
  /** Told each sector that the file holds positions of, changed or not. */
  onSector?: (sector: string) => void;
}

/** A report, and the good rows by name. */
export interface Imported<Row> {
  report: ImportReport;
  rows: Map<string, Row>;
}

const MOST_LISTED = 1000;
const ROWS_AT_ONCE = 1000;
const MOST_OF_A_NAME = 200;

/**
 * Stores the good rows of a file and reports the bad ones. A row that is stored already is not written again. A
 * key that stands twice in the file with different content keeps its first row and rejects the others.
 */
export async function importFile<Row extends Key, Key>(
  source: AsyncIterable<ReadRow<Row>>,
  { nameOf, store }: RowKind<Row, Key>,
  { file, onProgress }: ImportOptions,
): Promise<Imported<Row>> {
  const report = emptyReport(file);
  const good = new Map<string, GoodRow<Row>>();
  let batch: Row[] = [];
  for await (const read of source) {
    if (isRejection(read)) reject(report, read);
    else if (isNotice(read)) report.warnings.push(`line ${read.line}: ${read.notice}`);
    else {
      const name = nameOf(read.row);
      const first = good.get(name);
      if (first !== undefined) rejectIfDifferent(report, name, first, read);
      else {
        good.set(name, read);
        batch.push(read.row);
      }
    }
    if (batch.length < ROWS_AT_ONCE) continue;
    await storeBatch(batch, store, report);
    onProgress?.(report.rows);
    batch = [];
  }
  await storeBatch(batch, store, report);
  return { report, rows: new Map([...good].map(([name, { row }]) => [name, row])) };
}

/** Removes stored rows for which `isGone` holds, unless a row was rejected: its old version may be the good one. */
export async function removeGone<Row extends Key, Key>(
  report: ImportReport,
  stored: AsyncIterable<Page<Row>>,
  isGone: (row: Row) => boolean,
  store: RowStore<Row, Key>,
): Promise<void> {
  if (report.rejected > 0) {
    report.warnings.push("nothing was removed, because some rows were rejected");
    return;
  }
  for await (const { rows } of stored) {
    const gone = rows.filter(isGone);
    await store.remove(gone);
    report.removed += gone.length;
  }
}

function rejectIfDifferent<Row>(
  report: ImportReport,
  name: string,
  first: GoodRow<Row>,
  again: GoodRow<Row>,
): void {
  if (isDeepStrictEqual(first.row, again.row)) return;
  const reason = `${lineOf(name, MOST_OF_A_NAME)} already stands on line ${first.line} with other content`;
  reject(report, { line: again.line, column: null, reason });
}

async function storeBatch<Row extends Key, Key>(
  rows: Row[],
  store: RowStore<Row, Key>,
  report: ImportReport,
): Promise<void> {
  if (rows.length === 0) return;
  const before = await store.find(rows);
  const different = rows.filter((row, index) => !isDeepStrictEqual(before[index], row));
  await store.put(different);
  const added = before.filter((row) => row === null).length;
  report.rows += rows.length;
  report.added += added;
  report.changed += different.length - added;
  report.unchanged += rows.length - different.length;
}

function emptyReport(file: string): ImportReport {
  return {
    file,
    rows: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    removed: 0,
    rejected: 0,
    rejections: [],
    warnings: [],
    newestDate: null,
  };
}

function reject(report: ImportReport, rejection: Rejection): void {
  report.rejected += 1;
  if (report.rejections.length < MOST_LISTED) report.rejections.push(rejection);
}
