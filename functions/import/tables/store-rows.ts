import { isDeepStrictEqual } from "node:util";
import type { ImportedRows } from "../../ports/rows.ts";
import { atMost } from "../../runtime/at-most.ts";
import type { GoodRow } from "../files/row.ts";
import type { FileRows } from "./file-rows.ts";
import type { ImportLog } from "./import-log.ts";
import type { ImportReport } from "./import-report.ts";
import type { Marked } from "./marked.ts";
import type { RowChange } from "./sector-log.ts";
import { untilStopped } from "./stopped-import.ts";

/** The valid rows of a file. `log` notes each change, and `marked` goes on before each batch. */
export interface RowsToStore<Row> {
  report: ImportReport;
  log: ImportLog<Row>;
  marked: Marked;
  rows: FileRows<Row>;
  /** Called with the rows of each batch before they are stored. */
  onRows(rows: GoodRow<Row>[]): void;
  /** Aborted where no further batch is to be begun. */
  stop: AbortSignal | undefined;
}

// While one batch is written, the next is looked up. The store itself bounds its requests.
const BATCHES_AT_ONCE = 2;

/** Stores the rows of a file that are new or different, and counts them in its report. */
export async function storeRows<Row extends Key, Key>(
  { rows, report, log, marked, onRows, stop }: RowsToStore<Row>,
  store: ImportedRows<Row, Key>,
  onProgress: (stored: number, of: number) => void = () => {},
): Promise<void> {
  await atMost(BATCHES_AT_ONCE, untilStopped(rows.takeBlocks(), stop), async (batch) => {
    onRows(batch);
    await storeBatch(
      batch.map(({ row }) => row),
      store,
      { report, log, marked },
    );
    onProgress(report.rows, rows.size);
  });
}

async function storeBatch<Row extends Key, Key>(
  rows: Row[],
  store: ImportedRows<Row, Key>,
  { report, log, marked }: Pick<RowsToStore<Row>, "report" | "log" | "marked">,
): Promise<void> {
  if (rows.length === 0) return;
  const before = await store.find(rows);
  const different = rows.filter((row, index) => !isDeepStrictEqual(before[index], row));
  await marked.goOn();
  const changes = await rowChanges(rows, before, store);
  await log.note(changes);
  await store.put(different, log.id);
  log.made(changes);
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
