import * as z from "zod";
import { isClaimed, longestClaim } from "../values/claim.ts";
import { kebabCaseSchema } from "../values/identifier.ts";
import type { StoredForm } from "../values/stored.ts";
import { fileKinds } from "./file-kind.ts";
import { importIdSchema } from "./record.ts";

/**
 * Says that an import writes rows that a sector rests on: put before the first of them, ended after the last, and gone
 * once a run has decided on what it brought.
 */
const importMarkerSchema = z.strictObject({
  schemaVersion: z.literal(1),
  sector: kebabCaseSchema,
  kind: z.enum(fileKinds),
  /** The name of the file, or its key in the bucket, without a folder `replace/`. */
  file: z.string(),
  /** Who imports it: an invocation and its retries are one, and any other import of the file is another. */
  runner: z.string(),
  /** The import's id, as its rows and its record carry it. */
  importId: importIdSchema,
  startedAt: z.iso.datetime(),
  /** When it will have ended, written more of its rows, or died. */
  until: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type ImportMarker = z.infer<typeof importMarkerSchema>;

/** Markers as they are stored; the `schemaVersion` stands in the marker itself. */
export const importMarkerForm: StoredForm<ImportMarker> = { version: 1, schema: importMarkerSchema };

/** By what a marker is found. */
export type MarkerKey = Pick<ImportMarker, "sector" | "kind" | "file" | "runner">;

/** Until when an import that writes at `now` will have written more, or have died: as long as a function may run. */
export function markedUntil(now: Date): string {
  return longestClaim(now).toISOString();
}

/** The imports of a sector, by how far they are. */
export interface MarkedImports {
  /** They write, or may still do so. */
  underWay: ImportMarker[];
  /** They wrote, and have not reached their end. */
  stopped: ImportMarker[];
  /** They have ended, and no run has decided since. */
  ended: ImportMarker[];
  /** They stopped, and their file was imported again since, or somebody has confirmed what they did. */
  settled: ImportMarker[];
}

/** Sorts the markers of a sector. `confirmed`: the ids of the imports that somebody has confirmed. */
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

/** Whether an import has begun or ended between two looks: what was read between them may be of two states. */
export function hasMoved(before: readonly ImportMarker[], after: readonly ImportMarker[]): boolean {
  const known = new Set(before.map(stampOf));
  return after.some((marker) => !known.has(stampOf(marker)));
}

/** Changes whenever the same marker is written again. */
export function stampOf({ importId, runner, until, endedAt }: ImportMarker): string {
  return [importId, runner, until, endedAt ?? ""].join(" ");
}

const HOUR_MS = 60 * 60 * 1000;
// An import tells what it brought at its end. Where others never pause, what it brought must be told all the same.
const MOST_HOURS_HELD = 6;

/**
 * Whether a run is to leave the deciding to the one that follows: an import is under way, and what it has written so far
 * is half of it. Not where one that ended hours ago still waits for that.
 */
export function holdsBack({ underWay, ended }: MarkedImports, now: Date): boolean {
  const waits = ({ endedAt }: ImportMarker) => now.getTime() - Date.parse(endedAt ?? now.toISOString());
  return underWay.length > 0 && !ended.some((one) => waits(one) >= MOST_HOURS_HELD * HOUR_MS);
}
