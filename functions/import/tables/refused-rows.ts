import { isDeepStrictEqual } from "node:util";
import { type FileKind, fileFacts } from "../../../shared/imports/file-kind.ts";
import { MOST_REASONS, type Refusal } from "../../../shared/imports/refusal.ts";
import { dayOf } from "../../../shared/values/day.ts";
import { asMinor, type Minor } from "../../../shared/values/exposure.ts";
import { during } from "../../runtime/during.ts";
import { faultsOf, type KeptOut, type Rejection } from "../files/row.ts";
import type { ImportPorts } from "../ports.ts";

/** What a file is remembered by. */
export interface RememberedFile {
  kind: FileKind;
  /** Its name, or its key in the bucket, without a folder `replace/`. */
  file: string;
  /** The sector that all of it belongs to; `null` where its rows name theirs. */
  sector: string | null;
  /** Tells this version of it from others. */
  digest: string;
}

interface SectorTally {
  rows: number;
  rowsAtLeast: boolean;
  exposure: Minor | null;
  exposureAtLeast: boolean;
  reasons: Map<string, number>;
}

/** What was refused of a file so far, by sector; `null` where the sector of a row could not be read. */
export type RefusedTally = Map<string | null, SectorTally>;

// Enough to find the commonest of a file, and no more than fit into memory.
const MOST_REASONS_COUNTED = 1000;
const LONGEST_REASON = 300;

/** Adds a rejection to what was refused, in place. */
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
    const told = (column === null ? reason : `${column}: ${reason}`).slice(0, LONGEST_REASON);
    if (own.reasons.has(told) || own.reasons.size < MOST_REASONS_COUNTED)
      own.reasons.set(told, (own.reasons.get(told) ?? 0) + Math.max(1, rows));
  }
}

function emptyTally(): SectorTally {
  return { rows: 0, rowsAtLeast: false, exposure: null, exposureAtLeast: false, reasons: new Map() };
}

/** The records of what was refused of a file that has `of` rows; `null` when that is not known. */
function refusalsOf(
  tally: RefusedTally,
  { kind, file, digest }: RememberedFile,
  of: number | null,
  since: string,
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
      .slice(0, MOST_REASONS),
    since,
    digest,
  }));
}

/** What remembering needs from the world. */
export type RefusalPorts = Pick<ImportPorts, "refusals" | "policies" | "now">;

/** A change of what is remembered of a file, in two steps with the writing of its rows between them. */
export interface RefusalChange {
  /** Sectors of which rows are refused, or were: also when nothing changed, for a first attempt that stopped. */
  sectors: string[];
  /** Forgets what a newer version of the file has brought in. To be done last. */
  forget(): Promise<void>;
}

/**
 * Remembers what was refused of a file. It is written before any row of the file, and what the file has brought in is
 * forgotten after all of them: an import that stops anywhere leaves a file that is known not to be whole.
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
 * Remembers a file of which nothing could be used. What is stored of an earlier version stays, and so does what was
 * refused of it.
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

/** The very same file, imported again, was refused when it was first. */
function sinceBefore(refusal: Refusal, stored: Refusal[]): Refusal {
  const before = stored.find(({ sector, digest }) => sector === refusal.sector && digest === refusal.digest);
  return before === undefined ? refusal : { ...refusal, since: before.since };
}
