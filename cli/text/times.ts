import { type TimeField, type Times, timeFields } from "../../shared/supply/times.ts";
import type { ColumnIfAny } from "./row-forms.ts";

const HEADS = { stockDays: "STOCK DAYS", recoveryDays: "RECOVERY DAYS" } as const satisfies Record<
  TimeField,
  string
>;

/** The columns of stock and recovery, where a supplier or a link that is listed says something of them. */
export function timeColumns<Row>(timesIn: (row: Row) => Times): ColumnIfAny<Row>[] {
  return timeFields.map((column) => ({
    column,
    head: HEADS[column],
    cell: (row) => timesIn(row)[column] ?? null,
  }));
}
