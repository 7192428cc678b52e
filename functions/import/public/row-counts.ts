import { asMinor, toUnit, type Unit } from "../../../shared/values/exposure.ts";
import { addRows, type RowSum } from "../mapped/row-ledger.ts";

/** Rows that say the same of something, and what they add up to in the unit; the amounts of `unreadable` of them are not known. */
export interface CountedRows {
  says: string;
  rows: number;
  amount: number;
  unreadable: number;
}

/** Rows counted by what they say. */
export interface RowCounts {
  /** `amount` is in minor units; `null` where it cannot be read. */
  add(says: string, amount: number | null): void;
  /** The most frequent first; at most `MOST_COUNTED`. */
  counted(unit: Unit): CountedRows[];
}

const MOST_COUNTED = 100;
// There are about 3,000 codes of products and services.
const MOST_KEPT = 10_000;

/** Starts without rows. */
export function createRowCounts(): RowCounts {
  const sums = new Map<string, RowSum>();
  return {
    add(says, amount) {
      const known = sums.get(says) ?? { rows: 0, amount: 0n, unreadable: 0 };
      if (sums.size < MOST_KEPT) sums.set(says, known);
      addRows(known, 1, amount);
    },
    counted: (unit) =>
      [...sums]
        .sort(([, a], [, b]) => b.rows - a.rows)
        .slice(0, MOST_COUNTED)
        .map(([says, { rows, amount, unreadable }]) => ({
          ...{ says, rows, unreadable },
          amount: toUnit(asMinor(Number(amount)), unit),
        })),
  };
}
