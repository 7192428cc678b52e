import * as z from "zod";
import { isClaimed, longestClaim } from "../values/claim.ts";
import { HOUR_MS } from "../values/day.ts";
import { sectorIdSchema } from "../values/identifier.ts";
import type { StoredForm } from "../values/stored.ts";
import { fileKinds } from "./file-kind.ts";
import { importIdSchema } from "./record.ts";

/**
 * Marks an import that writes rows of a sector. It is stored before the first row is written, ended after the
 * last, and removed when a run has decided on these rows.
 */
const importMarkerSchema = z.strictObject({
  schemaVersion: z.literal(1),
  sector: sectorIdSchema,
  kind: z.enum(fileKinds),
  /** The name of the file, or its key in the bucket, without the folder `replace/`. */
  file: z.string(),
  /**
   * Who runs the import. An invocation and its retries have the same runner; any other import of the file has
   * another.
   */
  runner: z.string(),
  /** The import's id, which its rows and its record have too. */
  importId: importIdSchema,
  startedAt: z.iso.datetime(),
  /** The instant by which it has ended, written more rows, or stopped. */
  until: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type ImportMarker = z.infer<typeof importMarkerSchema>;

/** The stored form of a marker. Its version stands in the marker's own `schemaVersion`. */
export const importMarkerForm: StoredForm<ImportMarker> = { version: 1, schema: importMarkerSchema };

/** What identifies a marker. */
export type MarkerKey = Pick<ImportMarker, "sector" | "kind" | "file" | "runner">;

/**
 * The instant by which an import that writes at `now` has written more rows or stopped: no function runs
 * longer.
 */
export function markedUntil(now: Date): string {
  return longestClaim(now).toISOString();
}

/** The imports of a sector, by their state. */
export interface MarkedImports {
  /** Imports that write, or may still be writing. */
  underWay: ImportMarker[];
  /** Imports that stopped before their end. */
  stopped: ImportMarker[];
  /** Imports that ended, and that no run has decided on. */
  ended: ImportMarker[];
  /** Stopped imports whose file was imported again later, or that somebody has confirmed. */
  settled: ImportMarker[];
}

/** Sorts the markers of a sector by the state of their imports. `confirmed` are the ids of confirmed imports. */
export function sortMarkers(
  markers: readonly ImportMarker[],
  confirmed: ReadonlySet<string>,
  now: Date,
): MarkedImports {
  const sorted: MarkedImports = { underWay: [], stopped: [], ended: [], settled: [] };
  const ended = markers.filter(({ endedAt }) => endedAt !== null);
  for (const marker of markers) {
    const isAgain = ended.some((one) => isSameFile(one, marker) && one.startedAt >= marker.startedAt);
    if (marker.endedAt !== null) sorted.ended.push(marker);
    else if (isClaimed(marker.until, now)) sorted.underWay.push(marker);
    else if (isAgain || confirmed.has(marker.importId)) sorted.settled.push(marker);
    else sorted.stopped.push(marker);
  }
  return sorted;
}

function isSameFile(a: ImportMarker, b: ImportMarker): boolean {
  return a.kind === b.kind && a.file === b.file;
}

/**
 * Whether an import started, wrote or ended between two readings of the markers. Then the data that was read
 * between them may mix two states.
 */
export function hasMoved(before: readonly ImportMarker[], after: readonly ImportMarker[]): boolean {
  const known = new Set(before.map(stampOf));
  return after.some((marker) => !known.has(stampOf(marker)));
}

/** A text that changes whenever a marker is written again. */
export function stampOf({ importId, runner, until, endedAt }: ImportMarker): string {
  return [importId, runner, until, endedAt ?? ""].join(" ");
}

// A run normally waits for the end of all imports. When imports never pause, it must decide after this time all
// the same.
const MOST_HOURS_HELD = 6;

/**
 * Whether a run must leave the decision to the next one, because an import is under way and only a part of its
 * rows is stored. Not when an import ended hours ago and no run has decided on it.
 */
export function holdsBack({ underWay, ended }: MarkedImports, now: Date): boolean {
  const waits = ({ endedAt }: ImportMarker) => now.getTime() - Date.parse(endedAt ?? now.toISOString());
  return underWay.length > 0 && !ended.some((one) => waits(one) >= MOST_HOURS_HELD * HOUR_MS);
}
