import { type FileKind, fileFacts } from "../../../shared/imports/file-kind.ts";
import type { ImportOrigin } from "../../../shared/imports/record.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { GoodRow, ReadRow } from "../files/row.ts";
import type { Replacing, RowKind } from "../files/row-kind.ts";
import type { ImportPorts } from "../ports.ts";
import { startLog } from "./import-log.ts";
import { markImport } from "./marked.ts";
import { type RememberedFile, rememberRefused } from "./refused-rows.ts";
import { countRemoval, type RowRemoval, removeGone, replacingSources } from "./replacing.ts";
import { isStopped, StoppedImport } from "./stopped-import.ts";
import { type RowsToStore, storeRows } from "./store-rows.ts";
import { readWhole, type WholeFile } from "./whole-file.ts";

export interface FileImportOptions {
  /** The file's name, for the report. */
  file: string;
  /** Its name in stored records, if that is another one. */
  rememberedAs?: string;
  /** The kind of file, if its rows do not determine it. */
  kind?: FileKind;
  /** The sector of all its rows, if they do not name one. */
  sector?: SectorId;
  /** Who brings it in; a command of an unknown user unless given. */
  from?: ImportOrigin;
  /** The same for an invocation and its retries; a new one unless given. */
  runner?: string;
  /** The SHA-256 of what was read. */
  digest?: () => string;
  /** Set where the rows that come are only some of the file's: how many it has is not told then. */
  isExtract?: true;
  /** Also remove the stored rows of the file's sources that are gone from it. */
  replace?: boolean;
  /** Called before anything is stored, if `replace` would remove rows. It throws to stop the import. */
  onRemoval?: (removal: RowRemoval) => Promise<void>;
  /** Called with the number of rows that are stored by now, and of all that will be. */
  onProgress?: (stored: number, of: number) => void;
  /** Aborted to interrupt the import: it ends the batches under way, and begins no other. */
  stop?: AbortSignal;
  /** Called with each sector that the file has positions of, changed or not. */
  onSector?: (sector: SectorId) => void;
}

/** What became of a file, with its valid rows. */
export type Imported<Row> = Pick<RowsToStore<Row>, "report" | "rows">;

const BY_A_COMMAND: ImportOrigin = { via: "command line", by: null };

/**
 * Stores the valid rows of a file, removes rows that are replaced, and reports the rejected ones. `onRows` is called with the
 * rows before they are stored. A row that is stored already is not written again. When a key occurs twice with different content, the first row counts and the
 * others are rejected. Records of rejected rows and of changes are stored before the rows. A marker in each changed sector
 * says from the beginning to the end that the import is under way.
 * @throws StoppedImport when it was interrupted.
 */
export async function importFile<Row extends Key, Key>(
  source: AsyncIterable<ReadRow<Row>>,
  kind: RowKind<Row, Key>,
  ports: Pick<ImportPorts, "policies" | "refusals" | "imports" | "markers" | "now">,
  options: FileImportOptions,
  onRows: (rows: GoodRow<Row>[]) => void = () => {},
): Promise<Imported<Row>> {
  const whole = await readWhole(source, kind, options);
  const { report, rows, tally, rowsRead } = whole;
  const replacing =
    options.replace === true && kind.replaces ? replacingSources(whole, kind, kind.replaces) : undefined;
  if (replacing !== undefined && report.rejected === 0) await tellRemoval(replacing, options);
  const remembered = fileToRemember(kind.kind, options);
  const isWhole = options.isExtract !== true && fileFacts[remembered.kind].storesEveryRow;
  const of = isWhole ? rowsRead : null;
  const log = startLog<Row>({ ...remembered, from: options.from ?? BY_A_COMMAND }, ports);
  const sectors = sectorsTouched(whole, ports);
  const marked = markImport(remembered, { importId: log.id, runner: options.runner, sectors }, ports);
  if (isStopped(options.stop))
    throw new StoppedImport({ isBegun: false, kind: kind.kind, stored: 0, of: rows.size });
  await marked.goOn();
  const change = await rememberRefused(tally, remembered, of, ports);
  for (const sector of change.sectors) options.onSector?.(sector);
  const imported = { report, log, marked, rows, onRows, stop: options.stop };
  await storeRows(imported, kind.store, options.onProgress);
  for (const sector of whole.sectors.keys()) if (sector !== null) options.onSector?.(sector);
  const isStored = report.rows === rows.size;
  const isDone = isStored && (replacing === undefined || (await removeGone(imported, replacing, kind.store)));
  if (!isDone) throw await stopped(imported, kind.kind);
  await log.end();
  await change.forget();
  await marked.end();
  return imported;
}

/** Records that an import was interrupted, and what it has written until then. */
async function stopped<Row>(
  { log, marked, report, rows }: Pick<RowsToStore<Row>, "log" | "marked" | "report" | "rows">,
  kind: FileKind,
): Promise<StoppedImport> {
  await log.stop();
  await marked.stop();
  return new StoppedImport({ isBegun: true, kind, stored: report.rows, of: rows.size });
}

/** What the records say of the file itself. */
function fileToRemember(
  kind: FileKind,
  { kind: ownKind = kind, file, rememberedAs = file, sector, digest = () => "" }: FileImportOptions,
): RememberedFile {
  return { kind: ownKind, file: rememberedAs, sector: sector ?? null, digest: digest() };
}

/** The sectors that an import changes. */
function sectorsTouched(
  { sectors }: Pick<WholeFile<unknown>, "sectors">,
  { policies }: Pick<ImportPorts, "policies">,
): Set<SectorId> {
  return new Set(
    [...sectors.keys()].flatMap((sector) => (sector === null ? [...policies.keys()] : [sector])),
  );
}

async function tellRemoval<Row>(
  replacing: Replacing<Row>,
  { onRemoval }: Pick<FileImportOptions, "onRemoval">,
): Promise<void> {
  if (onRemoval === undefined) return;
  const removal = await countRemoval(replacing);
  if (removal.rows > 0) await onRemoval(removal);
}
