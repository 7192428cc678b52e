import type * as z from "zod";
import { counted, noun } from "../../../shared/values/count.ts";
import { unguardedText } from "../../../shared/values/guarded-text.ts";
import { checkRow } from "./check-row.ts";
import type { Fields, NamedRow } from "./csv.ts";
import { readNamedTable } from "./named-columns.ts";
import {
  type Fault,
  faultsOf,
  isNotice,
  isRejection,
  type KeptOut,
  type ReadRow,
  type Rejection,
} from "./row.ts";
import type { TableReading } from "./table-reading.ts";
import type { TypedColumns } from "./typed-columns.ts";

/** A file whose form has to be found out. */
export const anyForm: TableReading = { layout: {}, mostBytes: Number.POSITIVE_INFINITY, tell() {} };

/** A native format. */
interface NativeFormat<Row> extends Partial<TypedColumns> {
  columns: string[];
  /** Columns that a file may leave out. */
  optional?: string[];
  schemaOf(fields: Fields): z.ZodType<Row>;
  /** Of a kind that questionnaires are made of: the columns that hold an answer. Such a file may have a column `question`. */
  answers?: readonly string[];
  /** What can be read of a refused row. */
  keptOutBy?: (fields: Fields) => KeptOut;
}

/** Reads a file of named columns, each row by a schema. */
export async function* readNative<Row>(
  source: AsyncIterable<Uint8Array>,
  { columns, optional = [], amounts = [], days = [], schemaOf, answers, keptOutBy }: NativeFormat<Row>,
  reading: TableReading,
): AsyncGenerator<ReadRow<Row>> {
  const named = answers === undefined ? optional : [...optional, QUESTION];
  const rows = await readNamedTable(source, { columns, optional: named, amounts, days }, reading);
  const open: number[] = [];
  for await (const row of rows) {
    if (isRejection(row) || isNotice(row)) {
      yield row;
      continue;
    }
    if (answers !== undefined && isLeftOpen(row.row, answers)) {
      open.push(row.line);
      continue;
    }
    unguard(row.row);
    const schema = schemaOf(row.row);
    const checked = row.faults === undefined ? checkRow(row, schema) : refused(row, row.faults, schema);
    if (!isRejection(checked) || keptOutBy === undefined) yield checked;
    else yield { ...checked, keptOut: keptOutBy(row.row) };
  }
  const [line] = open;
  if (line !== undefined) yield { line, notice: leftOpen(open.length) };
}

/** The column of a questionnaire that says what is asked. Imports do not read it. */
const QUESTION = "question";

/** Whether a row asks something and nobody answered: this is no wrong row. */
function isLeftOpen(fields: Fields, answers: readonly string[]): boolean {
  return fields[QUESTION] !== "" && answers.every((column) => fields[column] === "");
}

function leftOpen(count: number): string {
  const are = count === 1 ? "is" : "are";
  return `${counted(count)} ${noun(count, "question")} of the questionnaire ${are} left open, this one first; nothing was stored for ${count === 1 ? "it" : "them"}`;
}

const APOSTROPHE = 39;

/** Makes the fields what they were before they were written for a spreadsheet, in place. */
function unguard(fields: Fields): void {
  for (const column in fields) {
    const text = fields[column] ?? "";
    if (text.charCodeAt(0) === APOSTROPHE) fields[column] = unguardedText(text);
  }
}

/** A row with faults, and what else is wrong with it. */
function refused<Row>({ line, row }: NamedRow, faults: readonly Fault[], schema: z.ZodType<Row>): Rejection {
  const own = new Set(faults.map(({ column }) => column));
  const checked = checkRow({ line, row }, schema);
  const others = isRejection(checked) ? faultsOf(checked).filter(({ column }) => !own.has(column)) : [];
  const [first = { column: null, reason: "is not valid" }, ...also] = [...faults, ...others];
  return { line, ...first, ...(also.length > 0 ? { also } : {}) };
}
