import { type Cell, textOf } from "../cell.ts";
import { knownText } from "./column-profile.ts";

/** Columns that may name a position together. */
export interface KeyChoice {
  columns: number[];
  /** Whether each line has a key of its own, credits left out. */
  isUnique: boolean;
  lines: "one-each" | "add-up";
}

/** What is known of the columns before a key is chosen: where they stand. */
export interface KeyColumns {
  /** Columns whose names say that they name something, the likeliest first. */
  named: number[];
  /** Columns whose names say that they number lines. */
  lines: number[];
  /** Columns that all lines of a position must say alike: supplier, item, country, program. */
  alike: number[];
  day: number | null;
}

/**
 * Chooses the columns of a key: those by which each line that is no credit is one of its own, and the fewest keys come out
 * below zero; else those by which the lines of a key say alike what they must. `amountOf` is what a row is worth.
 */
export function chooseKey(
  rows: readonly (readonly Cell[])[],
  { named, lines, alike, day }: KeyColumns,
  amountOf: (row: readonly Cell[]) => number,
): KeyChoice {
  const charges = rows.filter((row) => amountOf(row) >= 0);
  const hasCredits = charges.length < rows.length;
  const choices = [
    ...named.slice(0, 1).flatMap((one) => lines.slice(0, 1).map((line) => [one, line])),
    ...named.map((one) => [one]),
    ...named.flatMap((one) => [...lines, ...named].flatMap((two) => (two === one ? [] : [[one, two]]))),
    ...(named.length > 0 ? [[...named.slice(0, 2), ...lines.slice(0, 1), ...alike]] : []),
    [...alike, ...(day === null ? [] : [day])],
  ].filter((columns) => columns.length > 0 && columns.length <= MOST_COLUMNS);
  const [unique] = choices
    .filter((columns) => isUnique(charges, columns) && isAlike(rows, columns, alike))
    .map((columns) => ({ columns, below: hasCredits ? keysBelowZero(rows, columns, amountOf) : 0 }))
    .sort((a, b) => a.below - b.below)
    .map(({ columns }) => columns);
  if (unique !== undefined)
    return { columns: unique, isUnique: true, lines: hasCredits ? "add-up" : "one-each" };
  const summed = choices.find((columns) => isAlike(rows, columns, alike)) ?? choices.at(-1) ?? [0];
  return { columns: summed, isUnique: false, lines: "add-up" };
}

const MOST_COLUMNS = 8;

function keyOf(row: readonly Cell[], columns: readonly number[]): string {
  return columns.map((column) => textOf(row[column] ?? "")).join("\u0000");
}

function keysBelowZero(
  rows: readonly (readonly Cell[])[],
  columns: readonly number[],
  amountOf: (row: readonly Cell[]) => number,
): number {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const key = keyOf(row, columns);
    sums.set(key, (sums.get(key) ?? 0) + amountOf(row));
  }
  return [...sums.values()].filter((sum) => sum < 0).length;
}

function isUnique(rows: readonly (readonly Cell[])[], columns: readonly number[]): boolean {
  const keys = rows.map((row) => keyOf(row, columns));
  const isNamed = rows.every((row) => columns.some((column) => textOf(row[column] ?? "").trim() !== ""));
  return isNamed && new Set(keys).size === keys.length;
}

/** Whether the lines of each key agree in these columns, as far as they say something. */
function isAlike(
  rows: readonly (readonly Cell[])[],
  columns: readonly number[],
  alike: readonly number[],
): boolean {
  const said = new Map<string, string>();
  for (const row of rows) {
    const key = keyOf(row, columns);
    for (const column of alike) {
      const text = knownText(row[column] ?? "");
      const before = said.get(`${column} ${key}`) ?? "";
      if (text !== "" && before !== "" && text !== before) return false;
      if (text !== "") said.set(`${column} ${key}`, text);
    }
  }
  return true;
}
