import type { SectorId } from "../../../shared/values/identifier.ts";
import { lineOf } from "../../../shared/values/one-line.ts";
import { type GoodRow, isNotice, isRejection, type ReadRow, type Rejection } from "../files/row.ts";
import type { RowKind } from "../files/row-kind.ts";
import { createFileRows, type FileRows } from "./file-rows.ts";
import { emptyReport, type ImportReport, warn } from "./import-report.ts";
import { addRefused, type RefusedTally } from "./refused-rows.ts";
import { createRejections } from "./rejections.ts";

/** What was read of a file: its valid rows, and its refused rows. */
export interface WholeFile<Row> {
  report: ImportReport;
  rows: FileRows<Row>;
  /** How many valid rows each sector has; `null` is for rows that every sector uses. */
  sectors: Map<SectorId | null, number>;
  /** The sources of the valid rows, if the file replaces the stored rows of its sources. */
  sources: Set<string>;
  tally: RefusedTally;
  rowsRead: number;
}

interface WholeFileOptions {
  file: string;
  /** The sector of all its rows, if they do not name one. */
  sector?: SectorId;
  replace?: boolean;
}

const MOST_OF_A_NAME = 200;

/** Reads all of a file before anything is stored: only then is it known which rows are rejected. */
export async function readWhole<Row extends Key, Key>(
  source: AsyncIterable<ReadRow<Row>>,
  kind: RowKind<Row, Key>,
  { file, sector, replace = false }: WholeFileOptions,
): Promise<WholeFile<Row>> {
  const whole: WholeFile<Row> = {
    report: emptyReport(file),
    rows: createFileRows(),
    sectors: new Map(),
    sources: new Set(),
    tally: new Map(),
    rowsRead: 0,
  };
  const rejections = createRejections();
  const refuse = (rejection: Rejection) => {
    rejections.add(rejection);
    const own = sector === undefined ? {} : { keptOut: { ...rejection.keptOut, sector } };
    addRefused(whole.tally, { ...rejection, ...own });
  };
  const see = seeGood(whole, kind, replace);
  const check = kind.check?.();
  for await (const read of source) {
    if (isNotice(read)) {
      warn(whole.report, [`line ${read.line}: ${read.notice}`]);
      continue;
    }
    whole.rowsRead += 1;
    if (isRejection(read)) refuse(read);
    else {
      const seen = see(read);
      if (typeof seen === "number") check?.see(read, seen);
      else if (seen !== null) refuse(seen);
    }
  }
  const isReplacing = replace && whole.tally.size === 0;
  for (const { sector: of, rows, rejection } of (await check?.refused(isReplacing)) ?? []) {
    whole.rows.refuse(rows);
    countRows(whole.sectors, of, -rows.length);
    refuse(rejection);
  }
  Object.assign(whole.report, rejections.sum());
  return whole;
}

/** Adds good rows. Returns the number of a row, why it is rejected, or `null` when the same row stands there already. */
function seeGood<Row extends Key, Key>(
  { rows, sectors, sources }: Pick<WholeFile<Row>, "rows" | "sectors" | "sources">,
  { nameOf, sectorOf, keptOut, replaces }: RowKind<Row, Key>,
  replace: boolean,
): (read: GoodRow<Row>) => number | Rejection | null {
  return (read) => {
    const name = nameOf(read.row);
    const added = rows.add(name, read);
    if (added.kind === "other") {
      const rejection = otherContent(read.line, name, added.line);
      const rows = read.lines ?? 1;
      return keptOut ? { ...rejection, keptOut: { ...keptOut(read.row), rows } } : rejection;
    }
    if (added.kind === "again") return null;
    countRows(sectors, sectorOf(read.row), 1);
    const source = replace ? (replaces?.sourceOf(read.row) ?? null) : null;
    if (source !== null) sources.add(source);
    return added.at;
  };
}

function countRows(sectors: WholeFile<unknown>["sectors"], sector: SectorId | null, rows: number): void {
  const counted = (sectors.get(sector) ?? 0) + rows;
  if (counted === 0) sectors.delete(sector);
  else sectors.set(sector, counted);
}

function otherContent(line: number, name: string, first: number): Rejection {
  const reason = `${lineOf(name, MOST_OF_A_NAME)} already stands on line ${first} with other content`;
  return { line, column: null, reason, kind: "already stands on another line" };
}
