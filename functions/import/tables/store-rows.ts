import { isDeepStrictEqual } from "node:util";
import type { ImportedRows } from "../../ports/rows.ts";
import type { ImportLog, RowChange } from "./import-log.ts";
import type { ImportReport } from "./import-report.ts";
import type { Marked } from "./marked.ts";

/** The valid rows of a file by name. `log` notes each change, and `marked` goes on before each batch. */
export interface RowsToStore<Row> {
  report: ImportReport;
  log: ImportLog<Row>;
  marked: Marked;
  rows: Map<string, Row>;
}

const ROWS_AT_ONCE = 1000;

/** Stores the rows of a file that are new or different, and counts them in its report. */
export async function storeRows<Row extends Key, Key>(
  { rows, report, log, marked }: RowsToStore<Row>,
  store: ImportedRows<Row, Key>,
  onProgress: (rows: number) => void = () => {},
): Promise<void> {
  const all = [...rows.values()];
  for (let at = 0; at < all.length; at += ROWS_AT_ONCE) {
    if (at > 0) await marked.goOn();
    await storeBatch(all.slice(at, at + ROWS_AT_ONCE), store, report, log);
    onProgress(report.rows);
  }
}

async function storeBatch<Row extends Key, Key>(
  rows: Row[],
  store: ImportedRows<Row, Key>,
  report: ImportReport,
  log: ImportLog<Row>,
): Promise<void> {
  if (rows.length === 0) return;
  const before = await store.find(rows);
  const different = rows.filter((row, index) => !isDeepStrictEqual(before[index], row));
  await log.note(await rowChanges(rows, before, store));
  await store.put(different, log.id);
  const added = before.filter((row) => row === null).length;
  report.rows += rows.length;
  report.added += added;
  report.changed += different.length - added;
  report.unchanged += rows.length - different.length;
}

/** What storing the rows changes. Only for rows that change, it looks up which import brought them. */
async function rowChanges<Row extends Key, Key>(
  rows: Row[],
  before: (Row | null)[],
  store: ImportedRows<Row, Key>,
): Promise<RowChange<Row>[]> {
  const changes = rows.flatMap((after, at) => {
    const stored = before[at] ?? null;
    return isDeepStrictEqual(stored, after) ? [] : [{ before: stored, after }];
  });
  const known = changes.flatMap(({ before: stored }) => (stored === null ? [] : [stored]));
  const broughtBy = new Map<Row, string | null>();
  for (const [at, importId] of (await store.broughtBy(known)).entries()) {
    const row = known[at];
    if (row !== undefined) broughtBy.set(row, importId);
  }
  return changes.map((change) => ({
    ...change,
    broughtBy: change.before === null ? null : (broughtBy.get(change.before) ?? null),
  }));
}
