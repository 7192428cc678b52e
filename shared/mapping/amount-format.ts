import { faultOf, type TextFault } from "../values/parse.ts";
import type { Cell } from "./cell.ts";

/** How amounts are written, by an example. Groups of thousands may be left out; signs and symbols stand anywhere around. */
export const amountFormats = ["1,234.56", "1.234,56", "1 234,56", "1'234.56"] as const;
export type AmountFormat = (typeof amountFormats)[number];

/** What the amounts of a table are counted in, with the unit of a sector and the places by which its decimal point moves. */
export const tableUnits = {
  USD: { unit: "USD", places: 0, symbols: ["US$", "USD", "$"] },
  "thousand USD": { unit: "USD", places: 3, symbols: ["US$", "USD", "$"] },
  "million USD": { unit: "USD", places: 6, symbols: ["US$", "USD", "$"] },
  EUR: { unit: "EUR", places: 0, symbols: ["EUR", "€"] },
  "thousand EUR": { unit: "EUR", places: 3, symbols: ["EUR", "€"] },
  "million EUR": { unit: "EUR", places: 6, symbols: ["EUR", "€"] },
  Wh: { unit: "kWh", places: -3, symbols: ["Wh"] },
  kWh: { unit: "kWh", places: 0, symbols: ["kWh"] },
  MWh: { unit: "kWh", places: 3, symbols: ["MWh"] },
  GWh: { unit: "kWh", places: 6, symbols: ["GWh"] },
} as const;
export type TableUnit = keyof typeof tableUnits;
export const tableUnitNames = Object.keys(tableUnits) as [TableUnit, ...TableUnit[]];

/** An amount as a plain decimal number of the sector's unit, without its sign. */
export interface ReadAmount {
  decimal: string;
  isNegative: boolean;
}

const GROUPED: Record<AmountFormat, RegExp> = {
  "1,234.56": /^(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?$/,
  "1.234,56": /^(\d{1,3}(?:\.\d{3})+|\d+)?(?:,(\d*))?$/,
  "1 234,56": /^(\d{1,3}(?: \d{3})+|\d+)?(?:,(\d*))?$/,
  "1'234.56": /^(\d{1,3}(?:'\d{3})+|\d+)?(?:\.(\d*))?$/,
};
const PLAIN = /^(\d+)?(?:\.(\d*))?$/;
const LONGEST_AMOUNT = 60;

/**
 * Reads the amount of a cell: `$1,234.50`, `(1,234.50)`, `1.234,50-`. It is negative with a minus before or behind it, or
 * in parentheses.
 */
export function readAmount(cell: Cell, format: AmountFormat, unit: TableUnit): ReadAmount | TextFault {
  const isNumber = typeof cell !== "string" && "number" in cell;
  const text = typeof cell === "string" ? cell : isNumber ? cell.number : cell.day;
  const { symbols, places } = tableUnits[unit];
  if (text.length > LONGEST_AMOUNT) return noAmount(text, format);
  const { rest, marks } = unsigned(plainSpaces(text), symbols);
  const [found, whole = "", fraction = ""] = (isNumber ? PLAIN : GROUPED[format]).exec(rest) ?? [];
  const isDigits = found !== undefined && whole + fraction !== "" && marks <= 1;
  if (!isDigits) return otherSymbol(text, rest, unit) ?? noAmount(text, format);
  return { decimal: moved(whole.replace(/\D/g, ""), fraction, places), isNegative: marks === 1 };
}

function noAmount(text: string, format: AmountFormat): TextFault {
  return faultOf(text, `is not an amount like ${format}`);
}

function plainSpaces(text: string): string {
  return text
    .replace(/[\s\u00a0\u2007\u2009\u202f]+/g, " ")
    .replaceAll("\u2212", "-")
    .replaceAll("’", "'")
    .trim();
}

/** The text without signs and symbols around it, and how many times it is marked as negative. */
function unsigned(text: string, symbols: readonly string[]): { rest: string; marks: number } {
  let rest = text;
  let marks = 0;
  const left = [...symbols];
  for (let before = ""; before !== rest; ) {
    before = rest;
    if (/^\(.*\)$/.test(rest)) {
      rest = rest.slice(1, -1).trim();
      marks += 1;
    } else if (rest.startsWith("-")) {
      rest = rest.slice(1).trim();
      marks += 1;
    } else if (rest.endsWith("-")) {
      rest = rest.slice(0, -1).trim();
      marks += 1;
    } else if (/^\+[^+]/.test(rest)) rest = rest.slice(1).trim();
    else {
      const symbol = left.find((one) => startsOrEnds(rest, one));
      if (symbol === undefined) break;
      left.length = 0;
      rest = startsWith(rest, symbol)
        ? rest.slice(symbol.length).trim()
        : rest.slice(0, -symbol.length).trim();
    }
  }
  return { rest, marks };
}

function startsOrEnds(text: string, symbol: string): boolean {
  return startsWith(text, symbol) || text.toLowerCase().endsWith(symbol.toLowerCase());
}

function startsWith(text: string, symbol: string): boolean {
  return text.toLowerCase().startsWith(symbol.toLowerCase());
}

/** What is wrong with an amount of another currency or unit; `null` where no other is named. */
function otherSymbol(text: string, rest: string, unit: TableUnit): TextFault | null {
  const [symbol] = /\p{Sc}|[A-Za-z]{2,}/u.exec(rest) ?? [];
  if (symbol === undefined || !/\d/.test(rest)) return null;
  return faultOf(text, `is in ${symbol}, and the mapping says that amounts are in ${unit}`);
}

/** A plain decimal, with its point moved to the right by so many places, or to the left where they are negative. */
function moved(whole: string, fraction: string, places: number): string {
  const digits = whole.padStart(-places + 1, "0") + fraction.padEnd(places, "0");
  const point = digits.length - Math.max(fraction.length, places) + places;
  const [left, right] = [digits.slice(0, point), digits.slice(point).replace(/0+$/, "")];
  const short = left.replace(/^0+(?=\d)/, "") || "0";
  return right === "" ? short : `${short}.${right}`;
}
