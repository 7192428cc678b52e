import type { Position } from "../../../shared/supply/position.ts";
import type { GoodRow } from "../files/row.ts";
import type { MappedRow } from "./mapped-positions.ts";
import { addRows, type RowLedger } from "./row-ledger.ts";

/**
 * Notes in a ledger what becomes of the positions of a table: those that are taken, and at the end those that the import has
 * refused beside each other.
 */
export function countedPositions(rows: AsyncIterable<MappedRow>, ledger: RowLedger) {
  const given = { rows: 0, amount: 0n };
  const linesAt = new Map<number, number>();
  return {
    rows: (async function* () {
      for await (const row of rows) {
        if ("row" in row) {
          given.rows += row.lines;
          given.amount += BigInt(row.row.exposure);
          if (row.lines > 1 || row.isReduced === true) linesAt.set(row.line, row.lines);
        }
        yield row;
      }
    })(),
    onTaken(taken: GoodRow<Position>[]): void {
      for (const { line, row } of taken) {
        const lines = linesAt.get(line);
        addRows(lines === undefined ? ledger.taken : ledger.netted, lines ?? 1, row.exposure);
        if (lines !== undefined) ledger.nettedInto += 1;
      }
    },
    settle(): void {
      const { taken, netted } = ledger;
      const rowsLeft = given.rows - taken.rows - netted.rows;
      addRows(ledger.refused, rowsLeft, given.amount - taken.amount - netted.amount);
    },
  };
}
