import type { ImportedRows } from "../../ports/rows.ts";
import type { Replaceable, Replacing, RowKind } from "../files/row-kind.ts";
import { warn } from "./import-report.ts";
import { isStopped } from "./stopped-import.ts";
import type { RowsToStore } from "./store-rows.ts";
import type { WholeFile } from "./whole-file.ts";

/** How many rows an import is about to remove, and how many are stored of its sources. */
export interface RowRemoval {
  rows: number;
  of: number;
}

/** An import with `replace` replaces the stored rows of its sources: rows that the file does not repeat are gone. */
export function replacingSources<Row extends Key, Key>(
  { rows, sectors, sources }: Pick<WholeFile<Row>, "rows" | "sectors" | "sources">,
  { nameOf }: Pick<RowKind<Row, Key>, "nameOf">,
  { sourceOf, pages }: Replaceable<Row>,
): Replacing<Row> {
  const isOfSources = (row: Row) => {
    const source = sourceOf(row);
    return source !== null && sources.has(source);
  };
  return {
    pages: () => pages([...sectors.keys()].filter((sector) => sector !== null)),
    isOfSources,
    isGone: (row) => isOfSources(row) && !rows.has(nameOf(row)),
  };
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

/**
 * Removes stored rows that are gone from the file. When a row was rejected, it removes nothing: the old row may be right.
 * Returns false when it was interrupted before the last of them.
 */
export async function removeGone<Row extends Key, Key>(
  { report, log, marked, stop }: Omit<RowsToStore<Row>, "rows">,
  { pages, isGone }: Replacing<Row>,
  store: ImportedRows<Row, Key>,
): Promise<boolean> {
  if (report.rejected > 0) {
    warn(report, ["nothing was removed, because some rows were rejected"]);
    return true;
  }
  for await (const { rows, broughtBy = [] } of pages()) {
    if (isStopped(stop)) return false;
    const gone = rows.filter(isGone);
    const changes = rows.flatMap((before, at) =>
      isGone(before) ? [{ before, after: null, broughtBy: broughtBy[at] ?? null }] : [],
    );
    if (gone.length > 0) await marked.goOn();
    await log.note(changes);
    await store.remove(gone);
    log.made(changes);
    report.removed += gone.length;
  }
  return true;
}
