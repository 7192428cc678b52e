import { amountFormats, readAmount } from "../amount-format.ts";
import { type Cell, textOf } from "../cell.ts";
import type { Mapping } from "../mapping.ts";
import { totalPattern } from "../totals.ts";

/** A line of a table that is a total of others, with where it says so. */
export interface TotalRow {
  text: string;
  /** How a mapping writes it. */
  pattern: string;
  at: number;
}

/** The total that a line of a table is: its first text is a word for one, or ends with one, and all else that it says are numbers. */
export function totalRow(cells: readonly Cell[]): TotalRow | null {
  const filled = cells.flatMap((cell, at) => (textOf(cell).trim() === "" ? [] : [{ cell, at }]));
  const [first, ...others] = filled;
  if (first === undefined || others.length === 0) return null;
  const text = textOf(first.cell).trim();
  const pattern = totalPattern(text);
  if (pattern === null || !others.every(({ cell }) => isNumber(cell))) return null;
  return { text, pattern, at: first.at };
}

function isNumber(cell: Cell): boolean {
  if (typeof cell !== "string") return "number" in cell;
  // A currency may stand beside the amount, in a column of its own.
  if (/^([A-Z]{3}|\p{Sc})$/u.test(cell.trim())) return true;
  return amountFormats.some((format) =>
    (["USD", "EUR", "kWh"] as const).some((unit) => !("problem" in readAmount(cell, format, unit))),
  );
}

const MOST_TEXTS = 20;

/** What a mapping says of totals; `undefined` where there are none whose column has a name of its own. */
export function totalsEntry(rows: readonly TotalRow[], header: readonly string[]): Mapping["totals"] {
  const named = rows.filter(({ at }) => {
    const name = header[at] ?? "";
    return name !== "" && header.indexOf(name) === header.lastIndexOf(name);
  });
  if (named.length === 0) return undefined;
  const columns = [...new Set(named.map(({ at }) => header[at] ?? ""))];
  return { columns, is: [...new Set(named.map(({ pattern }) => pattern))].slice(0, MOST_TEXTS) };
}
