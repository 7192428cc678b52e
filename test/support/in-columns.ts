import type { ColumnPage, Days, PositionStore } from "../../functions/ports/supply.ts";
import { addRow, type ColumnTexts, createColumns } from "../../shared/supply/position-columns.ts";
import type { SectorId } from "../../shared/values/identifier.ts";

/** The columns of a store that has rows: what its `shards` give, whoever has replaced them. */
export function inColumns(
  this: Pick<PositionStore, "shards">,
  sector: SectorId,
  days: Days,
  texts: ColumnTexts,
): AsyncIterable<ColumnPage>[] {
  return this.shards(sector, days).map(async function* (pages) {
    const columns = createColumns(1);
    for await (const { rows, unreadable } of pages) {
      columns.count = 0;
      for (const row of rows) addRow(columns, texts, row);
      yield { columns, unreadable };
    }
  });
}
