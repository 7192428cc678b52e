import type { Page } from "../../functions/ports/supply.ts";
import type { Unreadable } from "../../shared/supply/unreadable.ts";

/** All rows of pages, in the order of their keys. `lose` takes note of what cannot be read. */
export async function sortedRows<Row>(
  pages: AsyncIterable<Page<Row>>,
  keyOf: (row: Row) => string,
  lose: (unreadable: Unreadable) => void,
): Promise<Row[]> {
  const keyed: { key: string; row: Row }[] = [];
  for await (const { rows, unreadable } of pages) {
    lose(unreadable);
    for (const row of rows) keyed.push({ key: keyOf(row), row });
  }
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row);
}
