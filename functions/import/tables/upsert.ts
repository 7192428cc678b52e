import { type FileKind, fileFacts } from "../../../shared/imports/file-kind.ts";
import type { ImportOrigin } from "../../../shared/imports/record.ts";
import type { GoodRow, ReadRow } from "../files/row.ts";
import type { Replacing, RowKind } from "../files/row-kind.ts";
import type { ImportPorts } from "../ports.ts";
import { startLog } from "./import-log.ts";
import { markImport } from "./marked.ts";
import { type RememberedFile, rememberRefused } from "./refused-rows.ts";
import { countRemoval, type Removal, removeGone } from "./replacing.ts";
import { type RowsToStore, storeRows } from "./store-rows.ts";
import { readWhole } from "./whole-file.ts";

export interface ImportOptions {
  /** The file's name, for the report. */
  file: string;
  /** What it is remembered by, where that is not its name. */
  rememberedAs?: string;
  /** What kind of file it is, where its rows do not say so. */
  kind?: FileKind;
  /** The sector that all of it belongs to, where its rows do not say so. */
  sector?: string;
  /** Who brings it in; a command of an unknown user unless given. */
  from?: ImportOrigin;
  /** Names the invocation that imports it, and its retries; a name of its own unless given. */
  runner?: string;
  /** The SHA-256 of what was read. */
  digest?: () => string;
  /** Also remove the stored rows of the file's sources that are gone from it. */
  replace?: boolean;
  /** Told what `replace` would remove, where that is anything, before anything is stored; it throws to stop that. */
  onRemoval?: (removal: Removal) => Promise<void>;
  onProgress?: (rows: number) => void;
  /** Told each sector that the file holds positions of, changed or not. */
  onSector?: (sector: string) => void;
}

/** What became of a file, with its good rows: `good` also says on which line each stands. */
export interface Imported<Row> extends RowsToStore<Row> {
  good: Map<string, GoodRow<Row>>;
}

const BY_A_COMMAND: ImportOrigin = { via: "command line", by: null };

/**
 * Stores the good rows of a file, does what `finish` does, removes what is replaced, and reports the bad ones. A row that is stored already
 * is not written again. A key that stands twice in the file with different content keeps its first row and rejects the
 * others. What is rejected is remembered before anything is stored, and so is what is about to change. From before that
 * until after all of it, it stands in a marker of each sector that it touches.
 */
export async function importFile<Row extends Key, Key>(
  source: AsyncIterable<ReadRow<Row>>,
  kind: RowKind<Row, Key>,
  ports: Pick<ImportPorts, "policies" | "refusals" | "imports" | "markers" | "now">,
  options: ImportOptions,
  finish: (imported: Imported<Row>) => Promise<void> = async () => {},
): Promise<Imported<Row>> {
  const { report, good, tally, rowsRead } = await readWhole(source, kind, options);
  const byName = new Map([...good].map(([name, { row }]) => [name, row]));
  const replacing = options.replace === true ? kind.replacing?.(byName) : undefined;
  if (replacing !== undefined && report.rejected === 0) await tellRemoval(replacing, options);
  const remembered = fileToRemember(kind.kind, options);
  const of = fileFacts[remembered.kind].storesEveryRow ? rowsRead : null;
  const log = startLog<Row>({ ...remembered, from: options.from ?? BY_A_COMMAND }, ports);
  const sectors = sectorsTouched(byName, kind, ports);
  const marked = markImport(remembered, { importId: log.id, runner: options.runner, sectors }, ports);
  await marked.goOn();
  const change = await rememberRefused(tally, remembered, of, ports);
  for (const sector of change.sectors) options.onSector?.(sector);
  const imported = { report, log, marked, good, rows: byName };
  await storeRows(imported, kind.store, options.onProgress);
  await finish(imported);
  if (replacing !== undefined) await removeGone(imported, replacing, kind.store);
  await log.end();
  await change.forget();
  await marked.end();
  return imported;
}

/** What is remembered of the file itself. */
function fileToRemember(
  kind: FileKind,
  { kind: ownKind = kind, file, rememberedAs = file, sector, digest = () => "" }: ImportOptions,
): RememberedFile {
  return { kind: ownKind, file: rememberedAs, sector: sector ?? null, digest: digest() };
}

/** The sectors that rest on what an import writes. */
function sectorsTouched<Row extends Key, Key>(
  rows: ReadonlyMap<string, Row>,
  { sectorsOf }: Pick<RowKind<Row, Key>, "sectorsOf">,
  { policies }: Pick<ImportPorts, "policies">,
): Set<string> {
  if (rows.size === 0) return new Set();
  return sectorsOf(rows.values()) ?? new Set(policies.keys());
}

async function tellRemoval<Row>(
  replacing: Replacing<Row>,
  { onRemoval }: Pick<ImportOptions, "onRemoval">,
): Promise<void> {
  if (onRemoval === undefined) return;
  const removal = await countRemoval(replacing);
  if (removal.rows > 0) await onRemoval(removal);
}
