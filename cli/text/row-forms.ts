import { type Cell, csvLine, LINE_END } from "../../shared/values/csv.ts";
import { safeJson } from "../../shared/values/safe-json.ts";
import { fittedColumns } from "../terminal/fit.ts";

/** How rows of one kind are written. */
export interface RowForms<Row> {
  /** The columns of CSV: those of the files that import takes. */
  csvColumns: readonly string[];
  csv(row: Row): Cell[];
  json(row: Row): unknown;
  /** The heads of the table for people. */
  heads: readonly string[];
  shown(row: Row): string[];
  /** The columns of it that stand at the right. */
  fromRight?: readonly number[];
  /** The columns that are left out first where a terminal has no room for them; those at the end unless given. */
  leastImportant?: readonly number[];
  /** What a row is called. */
  noun: string;
}

/** Rows as CSV, a line at a time. */
export async function* csvOf<Row>(
  rows: AsyncIterable<Row>,
  { csvColumns, csv }: RowForms<Row>,
): AsyncGenerator<string> {
  // Nothing is written before the first row is read: what is asked for wrongly is told alone.
  let isBegun = false;
  for await (const row of rows) {
    if (!isBegun) yield `${csvLine(csvColumns)}${LINE_END}`;
    isBegun = true;
    yield `${csvLine(csv(row))}${LINE_END}`;
  }
  if (!isBegun) yield `${csvLine(csvColumns)}${LINE_END}`;
}

/** Rows as one array of JSON, a row on a line. */
export async function* jsonOf<Row>(
  rows: AsyncIterable<Row>,
  { json }: RowForms<Row>,
): AsyncGenerator<string> {
  let isBegun = false;
  for await (const row of rows) {
    yield `${isBegun ? ",\n" : "[\n"}  ${safeJson(json(row))}`;
    isBegun = true;
  }
  yield isBegun ? "\n]\n" : "[]\n";
}

/** Rows as lines, each of them JSON by itself. */
export async function* jsonLinesOf<Row>(
  rows: AsyncIterable<Row>,
  { json }: RowForms<Row>,
): AsyncGenerator<string> {
  for await (const row of rows) yield `${safeJson(json(row))}\n`;
}

/** Rows as a table for people that fits a width, where there is one. */
export function tableLines<Row>(
  rows: readonly Row[],
  { heads, shown, fromRight, leastImportant }: RowForms<Row>,
  width: number | null,
): string[] {
  return fittedColumns([heads, ...rows.map(shown)], width, fromRight, leastImportant);
}
