import { counted, noun } from "../../../shared/values/count.ts";
import { withDecimals } from "../../../shared/values/decimals.ts";
import { asMinor, toUnit, type Unit, unitDecimals } from "../../../shared/values/exposure.ts";
import type { Notice } from "../files/row.ts";
import { addRows, type RowLedger } from "./row-ledger.ts";

/** The lines of a table above one of its lines: their sum, and how many amounts are not known. */
interface LinesAbove {
  line: number;
  sum: bigint;
  unreadable: number;
}

/** A total, and the lines that it may be the total of. */
interface Compared {
  amount: number | null;
  above: LinesAbove;
  /** The total before it; the beginning of the table where there is none. */
  before: LinesAbove;
}

// Of a table with a subtotal for each supplier, most of those that are right are only counted.
const MOST_RIGHT_TOLD = 3;

/**
 * Compares the totals of a table with the lines above them, also with those that are refused, and notes them in the ledger. A
 * total is right where it is the sum of all lines above, or of those since one of the totals before.
 */
export function totalsOf(ledger: RowLedger) {
  const { read, totals, unit } = ledger;
  let before: LinesAbove = { line: 0, sum: 0n, unreadable: 0 };
  const starts = new Map([[before.sum, before]]);
  let right = 0;
  return {
    /** Notes a total: what is to be said of it, or `null`. */
    note(line: number, amount: number | null): Notice | null {
      const sum = read.amount - totals.amount;
      const above = { line, sum, unreadable: read.unreadable - totals.unreadable };
      addRows(read, 1, amount);
      addRows(totals, 1, amount);
      const start = amount === null ? undefined : starts.get(sum - BigInt(amount));
      const isRight = start?.unreadable === above.unreadable;
      const notice = isRight ? rightText(above, start, unit) : wrongText({ amount, above, before }, unit);
      if (!starts.has(sum)) starts.set(sum, above);
      before = above;
      if (isRight) right += 1;
      return isRight && right > MOST_RIGHT_TOLD ? null : { line, notice };
    },
  };
}

function rightText({ sum }: LinesAbove, start: LinesAbove, unit: Unit): string {
  const which = start.line === 0 ? "the lines above" : `the lines since line ${counted(start.line)}`;
  return `total ${exact(sum - start.sum, unit)}, equal to the sum of ${which}`;
}

function wrongText({ amount, above, before }: Compared, unit: Unit): string {
  if (amount === null)
    return `a total whose amount is not known in ${unit}: the lines above were not compared`;
  const since =
    before.line === 0
      ? ""
      : `, and those since line ${counted(before.line)} to ${exact(above.sum - before.sum, unit)}`;
  const others = above.unreadable;
  const unknown =
    others === 0 ? "" : `, without ${counted(others)} ${noun(others, "amount")} not known in ${unit}`;
  return `total ${exact(BigInt(amount), unit)}, but the lines above add up to ${exact(above.sum, unit)}${since}${unknown}`;
}

function exact(amount: bigint, unit: Unit): string {
  return `${unit} ${withDecimals(toUnit(asMinor(Number(amount)), unit), unitDecimals[unit])}`;
}
