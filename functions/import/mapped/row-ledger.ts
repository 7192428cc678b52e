import type { Unit } from "../../../shared/values/exposure.ts";

/** Rows of a table, and what their amounts add up to in minor units, credits taken away. */
export interface RowSum {
  rows: number;
  /** Exact, however large. */
  amount: bigint;
  /** How many of the rows have an amount that cannot be read: it is not in the sum. */
  unreadable: number;
}

/**
 * Where the rows of a table have gone. Each is taken as a position of its own, or netted with others of its key into one, or
 * a total of others, or refused: read = taken + netted + totals + refused, in rows and in money. Of a public table, rows that are
 * not about the sector are left out, which is one more part of what was read.
 */
export interface RowLedger {
  unit: Unit;
  read: RowSum;
  taken: RowSum;
  netted: RowSum;
  /** How many positions the netted rows have become. */
  nettedInto: number;
  totals: RowSum;
  refused: RowSum;
  leftOut: RowSum;
  /** Lines below the header without any value: they are no rows. */
  blank: number;
}

/** A ledger without rows, of a table whose amounts are counted in minor units of `unit`. */
export function emptyLedger(unit: Unit): RowLedger {
  return {
    unit,
    read: noRows(),
    taken: noRows(),
    netted: noRows(),
    nettedInto: 0,
    totals: noRows(),
    refused: noRows(),
    leftOut: noRows(),
    blank: 0,
  };
}

function noRows(): RowSum {
  return { rows: 0, amount: 0n, unreadable: 0 };
}

/** Adds rows with an amount, in place; `null` where it cannot be read. */
export function addRows(sum: RowSum, rows: number, amount: number | bigint | null): void {
  sum.rows += rows;
  if (amount === null) sum.unreadable += rows;
  else sum.amount += BigInt(amount);
}

/** @throws Error when a row has gone nowhere, or twice: that is a fault of Chokepoint, and nothing of the user. */
export function checkLedger({ read, taken, netted, totals, refused, leftOut }: RowLedger): void {
  for (const what of ["rows", "amount", "unreadable"] as const) {
    const gone = [taken, netted, totals, refused, leftOut].reduce(
      (sum, part) => sum + BigInt(part[what]),
      0n,
    );
    if (BigInt(read[what]) !== gone)
      throw new Error(
        `the ${what} read (${read[what]}) are not those taken, netted, refused, left out and of totals (${gone})`,
      );
  }
}
