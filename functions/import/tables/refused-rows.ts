import { isDeepStrictEqual } from "node:util";
import { type FileKind, fileFacts } from "../../../shared/imports/file-kind.ts";
import { MOST_REASONS_KEPT, type Refusal } from "../../../shared/imports/refusal.ts";
import { type Day, dayOf } from "../../../shared/values/day.ts";
import { asMinor, type Minor } from "../../../shared/values/exposure.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { during } from "../../runtime/during.ts";
import { faultsOf, type KeptOut, type Rejection } from "../files/row.ts";
import type { ImportPorts } from "../ports.ts";

/** What is stored about a file. */
export interface RememberedFile {
  kind: FileKind;
  /** Its name, or its key in the bucket, without a folder `replace/`. */
  file: string;
  /** The sector of all its rows; `null` when the rows name their sectors. */
  sector: SectorId | null;
  /** Identifies this version of the file. */
  digest: string;
}

interface SectorTally {
  rows: number;
  rowsAtLeast: boolean;
  exposure: Minor | null;
  exposureAtLeast: boolean;
  reasons: Map<string, number>;
}

/** The refused rows of a file so far, by sector; `null` is for rows whose sector could not be read. */
export type RefusedTally = Map<string | null, SectorTally>;

// Enough to find the commonest reasons of a file, and few enough for the memory.
const MOST_REASONS_COUNTED = 1000;
const LONGEST_REASON_KEPT = 300;

/** Adds a rejection, in place. */
export function addRefused(tally: RefusedTally, rejection: Rejection): void {
  const { keptOut = {}, endsFile } = rejection;
  const { sector = null, rows = 1, exposure = null }: KeptOut = keptOut;
  const own = tally.get(sector) ?? emptyTally();
  tally.set(sector, own);
  own.rows += rows;
  own.rowsAtLeast ||= endsFile === true;
  const sum = (own.exposure ?? 0) + (exposure ?? 0);
  if (exposure === null || endsFile === true || !Number.isSafeInteger(sum)) own.exposureAtLeast = true;
  else own.exposure = asMinor(sum);
  for (const { column, reason } of faultsOf(rejection)) {
    const told = (column === null ? reason : `${column}: ${reason}`).slice(0, LONGEST_REASON_KEPT);
    if (own.reasons.has(told) || own.reasons.size < MOST_REASONS_COUNTED)
      own.reasons.set(told, (own.reasons.get(told) ?? 0) + Math.max(1, rows));
  }
}

function emptyTally(): SectorTally {
  return { rows: 0, rowsAtLeast: false, exposure: null, exposureAtLeast: false, reasons: new Map() };
}

/** The records of the refused rows of a file with `of` rows; `null` when that number is not known. */
function refusalsOf(
  tally: RefusedTally,
  { kind, file, digest }: RememberedFile,
  of: number | null,
  since: Day,
): Refusal[] {
  const { hasExposure } = fileFacts[kind];
  const named = [...tally.keys()].filter((sector) => sector !== null);
  return [...tally].map(([sector, { rows, rowsAtLeast, exposure, exposureAtLeast, reasons }]) => ({
    schemaVersion: 1,
    sector,
    kind,
    file,
    rows,
    rowsAtLeast,
    // Beside rows of other sectors that were refused as well, "191 of 500 rows" would not be the file's.
    of: rowsAtLeast || named.some((other) => other !== sector) ? null : of,
    exposure,
    exposureAtLeast: hasExposure && exposureAtLeast,
    reasons: [...reasons]
      .map(([reason, count]) => ({ reason, rows: count }))
      .sort((a, b) => b.rows - a.rows)
      .slice(0, MOST_REASONS_KEPT),
    since,
    digest,
  }));
}

/** What is needed to store refused rows. */
export type RefusalPorts = Pick<ImportPorts, "refusals" | "policies" | "now">;

/** A change of the records of a file, in two steps: one before its rows are written, one after. */
export interface RefusalChange {
  /** Sectors with refused rows, now or before: also without a change, because a first attempt may have stopped. */
  sectors: SectorId[];
  /** Removes records of rows that the new version of the file has brought in. Call it last. */
  forget(): Promise<void>;
}

/**
 * Stores records of the refused rows of a file, before any row of the file is stored. Old records are removed after all rows
 * are stored. So after an import that stopped, it is always known that the file is not complete.
 */
export async function rememberRefused(
  tally: RefusedTally,
  remembered: RememberedFile,
  of: number | null,
  { refusals, policies, now }: RefusalPorts,
): Promise<RefusalChange> {
  const { kind, file, sector } = remembered;
  const sectors = sector === null ? [...policies.keys(), null] : [sector];
  const keys = sectors.map((one) => ({ sector: one, kind, file }));
  const stored = (await during("reading what was refused before", () => refusals.find(keys))).flatMap(
    (refusal) => refusal ?? [],
  );
  const next = refusalsOf(tally, remembered, of, dayOf(now())).map((refusal) => sinceBefore(refusal, stored));
  const changed = next.filter((refusal) => !stored.some((known) => isDeepStrictEqual(known, refusal)));
  const gone = stored.filter((known) => !next.some((refusal) => refusal.sector === known.sector));
  if (changed.length > 0) await during("writing what was refused", () => refusals.put(changed));
  return {
    sectors: [...next, ...gone].flatMap((refusal) => refusal.sector ?? []),
    async forget() {
      if (gone.length > 0) await during("forgetting what was refused", () => refusals.remove(gone));
    },
  };
}

/**
 * Stores that nothing of a file could be used. The rows of an earlier version stay, and so do the records of its refused
 * rows.
 */
export async function rememberUnusable(
  { rememberedAs, ...file }: Omit<RememberedFile, "file"> & { rememberedAs: string },
  reason: string,
  ports: RefusalPorts,
): Promise<void> {
  const tally: RefusedTally = new Map();
  addRefused(tally, {
    line: 1,
    column: null,
    reason,
    keptOut: { sector: file.sector, rows: 0 },
    endsFile: true,
  });
  const remembered = { ...file, file: rememberedAs };
  await rememberRefused(tally, remembered, null, ports);
}

/** The same file imported again keeps the time of its first refusal. */
function sinceBefore(refusal: Refusal, stored: Refusal[]): Refusal {
  const before = stored.find(({ sector, digest }) => sector === refusal.sector && digest === refusal.digest);
  return before === undefined ? refusal : { ...refusal, since: before.since };
}
