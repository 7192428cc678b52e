import { type AmountFormat, amountFormats, readAmount } from "../amount-format.ts";
import { type Cell, textOf } from "../cell.ts";
import { columnName } from "../columns.ts";
import { isErrorValue } from "../error-value.ts";
import { DATE_FORMATS, isDayIn } from "../watched-days.ts";

/** What stands in a column. Shares are of the cells that are neither empty nor a word for unknown. */
export interface ColumnProfile {
  name: string;
  at: number;
  filled: number;
  /** How many cells are neither empty nor a word for unknown. */
  known: number;
  /** Different texts with their number, as far as there are not too many. */
  values: Map<string, number>;
  hasMoreValues: boolean;
  /** Words for unknown, as they are written. */
  unknown: string[];
  examples: string[];
  /** The format in which most of it are amounts. */
  amounts: { format: AmountFormat; share: number; negative: number };
  /** The format in which most of it are days, and another in which as much of it are. */
  days: { format: string; share: number; other: string | null };
  /** The share that are countries. */
  countries: number;
}

const UNKNOWN =
  /^(n\/a|n\.a\.?|n\/k|k\. ?a\.?|none|null|\(null\)|<null>|nil|nan|tbd|tba|tbc|unknown|unk|unbekannt|not available|not applicable|not known|not assigned|nicht zugeordnet|undefined|various|multiple|\(?blank\)?|\(?empty\)?|[-–—]+|\?+|\.+)$/i;

/** Whether a text stands for something that is not known. */
function isUnknownWord(text: string): boolean {
  return UNKNOWN.test(text) || isErrorValue(text);
}
const MOST_VALUES = 500;
const MOST_EXAMPLES = 3;

/** The text of a cell; empty where it is a word for unknown. */
export function knownText(cell: Cell): string {
  const text = textOf(cell).trim();
  return isUnknownWord(text) ? "" : text;
}

/** Looks at the cells of a column. */
export function profileOf(
  name: string,
  at: number,
  cells: readonly Cell[],
  isCountry: (text: string) => boolean,
): ColumnProfile {
  const filled = cells.filter((cell) => textOf(cell).trim() !== "");
  const known = filled.filter((cell) => knownText(cell) !== "");
  const values = new Map<string, number>();
  for (const cell of known) {
    const text = columnName(textOf(cell));
    if (values.has(text) || values.size < MOST_VALUES) values.set(text, (values.get(text) ?? 0) + 1);
  }
  const inValues = [...values.values()].reduce((sum, count) => sum + count, 0);
  const unknown = filled.map((cell) => textOf(cell).trim()).filter(isUnknownWord);
  return {
    name,
    at,
    filled: filled.length,
    known: known.length,
    values,
    hasMoreValues: inValues < known.length,
    unknown: [...new Set(unknown)],
    examples: examplesOf(known),
    amounts: amountsIn(known),
    days: daysIn(known),
    countries: shareOf(known, (cell) => typeof cell === "string" && isCountry(cell.trim())),
  };
}

/** The first texts; where credits are among amounts, one of them as well. */
function examplesOf(cells: readonly Cell[]): string[] {
  const texts = [...new Set(cells.map(textOf))];
  const credit = texts.find((text) => /^\(.*\)$|^-|-$/.test(text.trim()) && /\d/.test(text));
  const first = texts.slice(0, MOST_EXAMPLES);
  return credit === undefined || first.includes(credit) ? first : [...first.slice(0, -1), credit];
}

function shareOf(cells: readonly Cell[], isIt: (cell: Cell) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(isIt).length / cells.length;
}

// Amounts with more decimals are weights, or groups of thousands of another format.
const MOST_DECIMALS = 2;

function amountsIn(cells: readonly Cell[]): ColumnProfile["amounts"] {
  const tried = amountFormats.map((format) => {
    const read = cells.map((cell) => readAmount(cell, format, "USD"));
    const fitting = read.filter(
      (one) => !("problem" in one) && (one.decimal.split(".")[1] ?? "").length <= MOST_DECIMALS,
    );
    const negative = read.filter((one) => !("problem" in one) && one.isNegative).length;
    return { format, share: cells.length === 0 ? 0 : fitting.length / cells.length, negative };
  });
  return tried.reduce((best, one) => (one.share > best.share ? one : best));
}

function daysIn(cells: readonly Cell[]): ColumnProfile["days"] {
  const tried = DATE_FORMATS.map((format) => ({
    format,
    share: shareOf(cells, (cell) => isDayIn(cell, format)),
  }));
  const best = tried.reduce((first, one) => (one.share > first.share ? one : first));
  const isTyped = cells.every((cell) => typeof cell !== "string");
  const other = tried.find(({ format, share }) => format !== best.format && share === best.share);
  return { ...best, other: isTyped || best.share === 0 ? null : (other?.format ?? null) };
}
