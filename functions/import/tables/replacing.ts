import type { ImportedRows } from "../../ports/rows.ts";
import type { Page } from "../../ports/supply.ts";
import type { Replacing } from "../files/row-kind.ts";
import { warn } from "./import-report.ts";
import type { RowsToStore } from "./store-rows.ts";

/** How many rows an import is about to remove, and how many are stored of its sources. */
export interface RowRemoval {
  rows: number;
  of: number;
}

/** An import with `replace` replaces the stored rows of its sources: rows that the file does not repeat are gone. */
export function replacingSources<Row extends { source: string | null }>(
  rows: ReadonlyMap<string, Row>,
  nameOf: (row: Row) => string,
  pages: () => AsyncIterable<Page<Row>>,
): Replacing<Row> {
  const sources = new Set([...rows.values()].flatMap(({ source }) => source ?? []));
  const isOfSources = ({ source }: Row) => source !== null && sources.has(source);
  return { pages, isOfSources, isGone: (row) => isOfSources(row) && !rows.has(nameOf(row)) };
}

/** Counts what would be removed, and removes nothing. */
export async function countRemoval<Row>({ pages, isOfSources, isGone }: Replacing<Row>): Promise<RowRemoval> {
  const removal = { rows: 0, of: 0 };
  for await (const { rows } of pages()) {
    removal.of += rows.filter(isOfSources).length;
    removal.rows += rows.filter(isGone).length;
  }
  return removal;
}

/** Removes stored rows that are gone from the file. When a row was rejected, it removes nothing: the old row may be right. */
export async function removeGone<Row extends Key, Key>(
  { report, log, marked }: Omit<RowsToStore<Row>, "rows">,
  { pages, isGone }: Replacing<Row>,
  store: ImportedRows<Row, Key>,
): Promise<void> {
  if (report.rejected > 0) {
    warn(report, ["nothing was removed, because some rows were rejected"]);
    return;
  }
  for await (const { rows, broughtBy = [] } of pages()) {
    const gone = rows.filter(isGone);
    const changes = rows.flatMap((before, at) =>
      isGone(before) ? [{ before, after: null, broughtBy: broughtBy[at] ?? null }] : [],
    );
    if (gone.length > 0) await marked.goOn();
    await log.note(changes);
    await store.remove(gone);
    report.removed += gone.length;
  }
}
