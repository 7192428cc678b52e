import { someOf } from "../values/count.ts";
import { nearest } from "../values/nearest.ts";
import { quoted } from "../values/parse.ts";
import type { Mapping } from "./mapping.ts";

/** The name of a column as names are compared: in the composed form of Unicode, with single blanks. */
export function columnName(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}

/** A text as texts of tables are compared: without differences of capitals and blanks. */
export function folded(text: string): string {
  return columnName(text).toLowerCase();
}

/** All columns that a mapping names, each once. */
export function columnsNamed({ columns, totals }: Mapping): string[] {
  const { positionId, sector, supplierId, item, originCountry, exposure, date, program, source } = columns;
  const named = [
    ...positionId.columns,
    ...[sector, supplierId, item, originCountry, date, program, source].map((one) => one?.column),
    exposure.column,
    exposure.currency?.column,
    exposure.negativeWhen?.column,
    ...(totals?.columns ?? []),
  ];
  return [...new Set(named.flatMap((column) => (column === undefined ? [] : columnName(column))))];
}

/** Where each column of a mapping stands in a header, by its name. */
export type Places = ReadonlyMap<string, number>;

/** The places of columns in a header; `null` when it does not name all of them. */
export function placesIn(header: readonly string[], columns: readonly string[]): Places | null {
  const places = new Map<string, number>();
  for (const column of columns) {
    const at = header.indexOf(column);
    if (at === -1) return null;
    places.set(column, at);
  }
  return places;
}

/** Why columns that stand in a header twice cannot be read; `null` when each stands there once. */
export function twiceIn(header: readonly string[], columns: readonly string[]): string | null {
  const twice = columns.filter((column) => header.indexOf(column) !== header.lastIndexOf(column));
  if (twice.length === 0) return null;
  return `names ${listed(twice)} twice: give one of the two columns another name`;
}

const MOST_NAMED = 3;

/** What is missing of the columns of a mapping in the header that has most of them, and what was likely meant. */
export function missingIn(header: readonly string[], columns: readonly string[]): string {
  const missing = columns.filter((column) => !header.includes(column));
  const [first = ""] = missing;
  const others = header.filter((name) => name !== "" && !columns.includes(name));
  const likely = nearest(first, others);
  const has = likely === null ? columnsThere(header, others) : `${quoted(likely)} stands there`;
  return `no line names the ${missing.length === 1 ? "column" : "columns"} ${listed(missing)} of the mapping: ${has}`;
}

function columnsThere(header: readonly string[], others: readonly string[]): string {
  const named = header.filter((name) => name !== "");
  if (others.length > 0)
    return `its ${others.length < named.length ? "other " : ""}columns are ${listed(others)}`;
  return named.length === 0 ? "it has no columns" : `it has no other columns than ${listed(named)}`;
}

function listed(names: readonly string[]): string {
  return someOf(
    names.map((name) => quoted(name)),
    MOST_NAMED,
  );
}
