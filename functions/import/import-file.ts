import { isDeepStrictEqual } from "node:util";
import { lineOf } from "../../shared/one-line.ts";
import type { FileKind } from "../../shared/refusal.ts";
import type { ImportPorts, Page, RowStore } from "../ports.ts";
import { addRefused, type RefusedTally, rememberRefused } from "./refused-rows.ts";
import { type GoodRow, isNotice, isRejection, type KeptOut, type ReadRow, type Rejection } from "./rows.ts";

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
  /** How the file is remembered, unless the options say so. */
  kind: FileKind;
  /** What a row says of itself when it is refused. */
  keptOut?(row: Row): KeptOut;
  /**
   * What is wrong with good rows beside each other, or beside what is stored. `isReplacing`: the stored rows of the
   * file's sources that are gone from it will be removed.
   */
  check?(rows: GoodRow<Row>[], isReplacing: boolean): Promise<Refused<Row>[]>;
}

/** Rows that are refused together, for one reason. */
export interface Refused<Row> {
  rows: GoodRow<Row>[];
  rejection: Rejection;
}

export interface ImportOptions {
  /** The file's name, for the report. */
  file: string;
  /** What it is remembered by, where that is not its name. */
  rememberedAs?: string;
  /** What kind of file it is, where its rows do not say so. */
  kind?: FileKind;
  /** The sector that all of it belongs to, where its rows do not say so. */
  sector?: string;
  /** The SHA-256 of what was read. */
  digest?: () => string;
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
 * Stores the good rows of a file, then does what `finish` does, and reports the bad ones. A row that is stored already
 * is not written again. A key that stands twice in the file with different content keeps its first row and rejects the
 * others. What is rejected is remembered before anything is stored.
 */
export async function importFile<Row extends Key, Key>(
  source: AsyncIterable<ReadRow<Row>>,
  kind: RowKind<Row, Key>,
  ports: Pick<ImportPorts, "refusals" | "now">,
  options: ImportOptions,
  finish: (imported: Imported<Row>) => Promise<void> = async () => {},
): Promise<Imported<Row>> {
  const { report, good, tally, rowsRead } = await readWhole(source, kind, options);
  const remembered = {
    kind: options.kind ?? kind.kind,
    file: options.rememberedAs ?? options.file,
    sector: options.sector ?? null,
    digest: options.digest?.() ?? "",
  };
  // A table of statistics also has rows that are no positions.
  const of = remembered.kind === "usitc" ? null : rowsRead;
  const change = await rememberRefused(tally, remembered, of, ports);
  for (const sector of change.sectors) options.onSector?.(sector);
  const rows = [...good.values()].map(({ row }) => row);
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await storeBatch(rows.slice(at, at + ROWS_AT_ONCE), kind.store, report);
    options.onProgress?.(report.rows);
  }
  const imported = { report, rows: new Map([...good].map(([name, { row }]) => [name, row])) };
  await finish(imported);
  await change.forget();
  return imported;
}

interface WholeFile<Row> {
  report: ImportReport;
  good: Map<string, GoodRow<Row>>;
  tally: RefusedTally;
  rowsRead: number;
}

/** All of a file, before anything of it is stored: only then is it known what it lacks. */
async function readWhole<Row extends Key, Key>(
  source: AsyncIterable<ReadRow<Row>>,
  { nameOf, keptOut, check }: RowKind<Row, Key>,
  { file, sector, replace }: ImportOptions,
): Promise<WholeFile<Row>> {
  const whole: WholeFile<Row> = {
    report: emptyReport(file),
    good: new Map(),
    tally: new Map(),
    rowsRead: 0,
  };
  const { report, good, tally } = whole;
  const refuse = (rejection: Rejection) => {
    reject(report, rejection);
    addRefused(
      tally,
      sector === undefined ? rejection : { ...rejection, keptOut: { ...rejection.keptOut, sector } },
    );
  };
  for await (const read of source) {
    if (isNotice(read)) {
      report.warnings.push(`line ${read.line}: ${read.notice}`);
      continue;
    }
    whole.rowsRead += 1;
    if (isRejection(read)) {
      refuse(read);
      continue;
    }
    const name = nameOf(read.row);
    const first = good.get(name);
    if (first === undefined) good.set(name, read);
    else if (!isDeepStrictEqual(first.row, read.row))
      refuse({ ...repeated(name, first, read), ...(keptOut && { keptOut: keptOut(read.row) }) });
  }
  const isReplacing = replace === true && report.rejected === 0;
  for (const { rows, rejection } of (await check?.([...good.values()], isReplacing)) ?? []) {
    for (const { row } of rows) good.delete(nameOf(row));
    refuse(rejection);
  }
  return whole;
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

function repeated(name: string, first: { line: number }, again: { line: number }): Rejection {
  const reason = `${lineOf(name, MOST_OF_A_NAME)} already stands on line ${first.line} with other content`;
  return { line: again.line, column: null, reason };
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

function reject(report: ImportReport, { line, column, reason }: Rejection): void {
  report.rejected += 1;
  if (report.rejections.length < MOST_LISTED) report.rejections.push({ line, column, reason });
}
