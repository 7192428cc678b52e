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
  /** Further columns, each only where a row that is listed has a value in it. */
  ifAny?: readonly ColumnIfAny<Row>[];
  /** What a row is called. */
  noun: string;
}

/** A column that most rows have no value in. */
export interface ColumnIfAny<Row> {
  column: string;
  head: string;
  /** `null` without a value. */
  cell(row: Row): string | number | null;
}

/** The forms with those further columns in which some of the rows has a value. */
function formsFor<Row>(rows: readonly Row[], { ifAny = [], ...forms }: RowForms<Row>): RowForms<Row> {
  const had = ifAny.filter(({ cell }) => rows.some((row) => cell(row) !== null));
  if (had.length === 0) return forms;
  return {
    ...forms,
    csvColumns: [...forms.csvColumns, ...had.map(({ column }) => column)],
    csv: (row) => [...forms.csv(row), ...had.map(({ cell }) => cell(row))],
    heads: [...forms.heads, ...had.map(({ head }) => head)],
    shown: (row) => [...forms.shown(row), ...had.map(({ cell }) => String(cell(row) ?? ""))],
  };
}

async function readAll<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const read: Row[] = [];
  for await (const row of rows) read.push(row);
  return read;
}

/** Rows as CSV, a line at a time; after all of them are read, where there may be further columns. */
export async function* csvOf<Row>(rows: AsyncIterable<Row>, forms: RowForms<Row>): AsyncGenerator<string> {
  const read = forms.ifAny === undefined ? null : await readAll(rows);
  const { csvColumns, csv } = read === null ? forms : formsFor(read, forms);
  // Nothing is written before the first row is read: what is asked for wrongly is told alone.
  let isBegun = false;
  for await (const row of read ?? rows) {
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
export function tableLines<Row>(rows: readonly Row[], forms: RowForms<Row>, width: number | null): string[] {
  const { heads, shown, fromRight, leastImportant } = formsFor(rows, forms);
  return fittedColumns([heads, ...rows.map(shown)], width, fromRight, leastImportant);
}
