import type { Position } from "../../../shared/supply/position.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { GoodRow } from "../files/row.ts";
import type { RefusedRows } from "../files/row-kind.ts";

const MOST_LINES_NAMED = 3;

/**
 * Refuses the rows of a sector when their sum is too large to be exact, and names the largest: one of them is most likely a
 * typing error.
 */
export function refuseSums(rows: GoodRow<Position>[]): RefusedRows<Position>[] {
  const bySector = Map.groupBy(rows, ({ row }) => row.sector);
  return [...bySector].flatMap(([sector, own]) => (isTooMuch(own) ? [tooMuch(sector, own)] : []));
}

function isTooMuch(rows: GoodRow<Position>[]): boolean {
  const sum = rows.reduce((total, { row }) => total + BigInt(row.exposure), 0n);
  return sum > BigInt(Number.MAX_SAFE_INTEGER);
}

function tooMuch(sector: SectorId, rows: GoodRow<Position>[]): RefusedRows<Position> {
  const largest = rows.toSorted((a, b) => b.row.exposure - a.row.exposure).slice(0, MOST_LINES_NAMED);
  const lines = largest.map(({ line }) => line).join(", ");
  return {
    rows,
    rejection: {
      line: largest[0]?.line ?? 1,
      column: "exposure",
      reason: `the rows of ${sector} add up to more than can be summed exactly (2^53 cents or watt-hours); the largest stand on lines ${lines}: correct them`,
      kind: "adds up to more than can be summed exactly",
      keptOut: { sector, rows: rows.length, exposure: null },
    },
  };
}
