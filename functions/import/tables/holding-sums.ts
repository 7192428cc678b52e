import { type Holding, holdingKey, holdingsOn } from "../../../shared/supply/holding.ts";
import type { Day } from "../../../shared/values/day.ts";
import { quoted } from "../../../shared/values/parse.ts";
import { type GoodRow, isNotice, isRejection, type ReadRow, type Rejection } from "../files/row.ts";
import { createHeldValues } from "./held-values.ts";

/** The tolerance above 1 for a sum of shares that are written as decimals. */
const SHARE_TOLERANCE = 1e-9;
const FIRST_DAY = "0000-01-01";

/**
 * Passes holdings on, but rejects one when the least shares of the equity, or of the votes, of its supplier would then add up
 * to more than 1 on some day, stored holdings included. With `replace`, stored holdings of the file's own sources count only
 * if the file repeats them.
 */
export async function* checkHoldingSums(
  rows: AsyncIterable<ReadRow<Holding>>,
  stored: AsyncIterable<{ rows: Holding[] }>,
  replace: boolean,
): AsyncGenerator<ReadRow<Holding>> {
  const file = createHeldValues<ReadRow<Holding>>();
  const replaced = new Set<string>();
  for await (const read of rows) {
    file.add(read);
    if (replace && "row" in read && read.row.source !== null) replaced.add(read.row.source);
  }
  const tables: TablesOfHolders = new Map();
  for await (const page of stored) {
    for (const holding of page.rows) {
      if (holding.source !== null && replaced.has(holding.source)) continue;
      if (isSummed(holding)) tableOf(tables, holding).set(holdingKey(holding), holding);
    }
  }
  for (const block of file.takeBlocks()) {
    for (const read of block) {
      yield isRejection(read) || isNotice(read) || !isSummed(read.row) ? read : addHolding(tables, read);
    }
  }
}

/** The holdings of one kind of one supplier, by their keys. */
type TablesOfHolders = Map<string, Map<string, Holding>>;

/** Whether the whole of it is 1: several may control a company, and what it owes has no such whole. */
function isSummed({ kind, minShare }: Holding): boolean {
  return (kind === "equity" || kind === "votes") && minShare !== null && minShare > 0;
}

function addHolding(tables: TablesOfHolders, read: GoodRow<Holding>): GoodRow<Holding> | Rejection {
  const table = tableOf(tables, read.row);
  const key = holdingKey(read.row);
  const before = table.get(key);
  table.set(key, read.row);
  const beyond = daysWithin(read.row, table.values()).find(
    (day) => leastSum(table.values(), day) > 1 + SHARE_TOLERANCE,
  );
  if (beyond === undefined) return read;
  if (before === undefined) table.delete(key);
  else table.set(key, before);
  const { supplierId, kind } = read.row;
  const since = beyond === FIRST_DAY ? "" : ` on ${beyond}`;
  const reason = `with this row more than all of the ${kind} of ${quoted(supplierId)} is held${since}`;
  return { line: read.line, column: "minShare", reason, kind: `more than all of the ${kind} is held` };
}

/** The first day of the period of a holding, and the days in it on which another one begins. */
function daysWithin({ from, to }: Holding, others: Iterable<Holding>): Day[] {
  const first = from ?? FIRST_DAY;
  const days = new Set([first]);
  for (const { from: other } of others) {
    if (other !== null && other > first && (to === null || other <= to)) days.add(other);
  }
  return [...days].sort();
}

function leastSum(table: Iterable<Holding>, day: Day): number {
  return holdingsOn([...table], day).reduce((sum, { minShare }) => sum + (minShare ?? 0), 0);
}

function tableOf(tables: TablesOfHolders, { supplierId, kind }: Holding): Map<string, Holding> {
  const name = JSON.stringify([supplierId, kind]);
  const table = tables.get(name) ?? new Map<string, Holding>();
  tables.set(name, table);
  return table;
}
