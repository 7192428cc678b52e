import { columnName } from "./columns.ts";

/** A text as texts of tables are compared: without differences of capitals and blanks. */
export function folded(text: string): string {
  return columnName(text).toLowerCase();
}
