import { isDeepStrictEqual } from "node:util";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { lineOf } from "../../../shared/values/one-line.ts";
import { type GoodRow, isNotice, isRejection, type ReadRow, type Rejection } from "../files/row.ts";
import type { RowKind } from "../files/row-kind.ts";
import { emptyReport, type ImportReport, warn } from "./import-report.ts";
import { addRefused, type RefusedTally } from "./refused-rows.ts";
import { createRejections } from "./rejections.ts";

/** What was read of a file: its valid rows by name, and its refused rows. */
export interface WholeFile<Row> {
  report: ImportReport;
  good: Map<string, GoodRow<Row>>;
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
  { nameOf, keptOut, check }: RowKind<Row, Key>,
  { file, sector, replace }: WholeFileOptions,
): Promise<WholeFile<Row>> {
  const whole: WholeFile<Row> = { report: emptyReport(file), good: new Map(), tally: new Map(), rowsRead: 0 };
  const { report, good, tally } = whole;
  const rejections = createRejections();
  const refuse = (rejection: Rejection) => {
    rejections.add(rejection);
    const own = sector === undefined ? {} : { keptOut: { ...rejection.keptOut, sector } };
    addRefused(tally, { ...rejection, ...own });
  };
  for await (const read of source) {
    if (isNotice(read)) {
      warn(report, [`line ${read.line}: ${read.notice}`]);
      continue;
    }
    whole.rowsRead += 1;
    if (isRejection(read)) refuse(read);
    else {
      const rejection = addGood(good, nameOf(read.row), read);
      if (rejection !== null) refuse(keptOut ? { ...rejection, keptOut: keptOut(read.row) } : rejection);
    }
  }
  const isReplacing = replace === true && tally.size === 0;
  for (const { rows, rejection } of (await check?.([...good.values()], isReplacing)) ?? []) {
    for (const { row } of rows) good.delete(nameOf(row));
    refuse(rejection);
  }
  Object.assign(report, rejections.sum());
  return whole;
}

/** Adds a row by its name. A different row with the same name is rejected. */
function addGood<Row>(good: Map<string, GoodRow<Row>>, name: string, read: GoodRow<Row>): Rejection | null {
  const first = good.get(name);
  if (first === undefined) good.set(name, read);
  if (first === undefined || isDeepStrictEqual(first.row, read.row)) return null;
  const reason = `${lineOf(name, MOST_OF_A_NAME)} already stands on line ${first.line} with other content`;
  return { line: read.line, column: null, reason, kind: "already stands on another line" };
}
