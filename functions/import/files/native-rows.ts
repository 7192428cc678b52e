import type * as z from "zod";
import { unguardedText } from "../../../shared/values/guarded-text.ts";
import type { Fields, NamedRow } from "./csv.ts";
import { checkRow } from "./fields.ts";
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
import type { TableReading } from "./table.ts";
import type { TypedColumns } from "./typed-columns.ts";

/** A file whose form has to be found out. */
export const anyForm: TableReading = { layout: {}, mostBytes: Number.POSITIVE_INFINITY, tell() {} };

/** A native format. */
interface NativeFormat<Row> extends Partial<TypedColumns> {
  columns: string[];
  /** Columns that a file may leave out. */
  optional?: string[];
  schemaOf(fields: Fields): z.ZodType<Row>;
  /** What can be read of a refused row. */
  keptOutBy?: (fields: Fields) => KeptOut;
}

/** Reads a file of named columns, each row by a schema. */
export async function* readNative<Row>(
  source: AsyncIterable<Uint8Array>,
  { columns, optional = [], amounts = [], days = [], schemaOf, keptOutBy }: NativeFormat<Row>,
  reading: TableReading,
): AsyncGenerator<ReadRow<Row>> {
  const rows = await readNamedTable(source, { columns, optional, amounts, days }, reading);
  for await (const row of rows) {
    if (isRejection(row) || isNotice(row)) {
      yield row;
      continue;
    }
    unguard(row.row);
    const schema = schemaOf(row.row);
    const checked = row.faults === undefined ? checkRow(row, schema) : refused(row, row.faults, schema);
    if (!isRejection(checked) || keptOutBy === undefined) yield checked;
    else yield { ...checked, keptOut: keptOutBy(row.row) };
  }
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
