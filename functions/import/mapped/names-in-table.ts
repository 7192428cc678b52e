import { type Cell, textOf } from "../../../shared/mapping/cell.ts";
import { columnName, columnsNamed, folded, placesIn } from "../../../shared/mapping/columns.ts";
import type { Mapping } from "../../../shared/mapping/mapping.ts";
import { totalFinder } from "../../../shared/mapping/totals.ts";
import { isNotice, isRejection } from "../files/row.ts";
import { readTable } from "../files/table.ts";
import { tableRows } from "./table-rows.ts";

/** The names of suppliers in a table. */
export interface TableNames {
  /** How many rows have each name, by the name as the table writes it. Names of nobody known are left out. */
  rows: ReadonlyMap<string, number>;
  /** How many rows could not be read: `import map` says what is wrong with them. */
  unread: number;
}

/**
 * Reads the names of suppliers in a table of the user's own, as a mapping says.
 * @throws UnusableFile when it cannot be read as a table, or no line names the columns of the mapping.
 */
export async function namesInTable(
  bytes: AsyncIterable<Uint8Array>,
  mapping: Mapping,
  column: string,
): Promise<TableNames> {
  const unknown = new Set(mapping.unknown.map(folded));
  const named = new Map<string, number>();
  let unread = 0;
  let place = -1;
  let isTotal = (_: readonly Cell[]) => false;
  const layout = { layout: mapping.table, mostBytes: Number.POSITIVE_INFINITY, tell() {} };
  const onHeader = ({ names }: { names: string[] }) => {
    place = placesIn(names, [columnName(column)])?.get(columnName(column)) ?? -1;
    const totalIn = totalFinder(mapping, names);
    isTotal = (cells) => totalIn(cells) !== null;
  };
  const rows = tableRows(readTable(bytes, layout), columnsNamed(mapping), { onHeader, onBlank() {} });
  for await (const row of rows) {
    if (isNotice(row)) continue;
    if (isRejection(row)) unread += 1;
    else if (!isTotal(row.cells)) {
      const name = textOf(row.cells[place] ?? "");
      if (name !== "" && !unknown.has(folded(name))) named.set(name, (named.get(name) ?? 0) + 1);
    }
  }
  return { rows: named, unread };
}
