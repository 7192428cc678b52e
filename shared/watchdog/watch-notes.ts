import * as z from "zod";
import { storedFindingSchema } from "../event-log/watchdog-line.ts";
import type { StoredForm } from "../values/stored.ts";
import type { StoredWatch, Watch } from "./watch.ts";

/**
 * What stands beside the watchdog's memory, so that earlier versions can still read that: the sectors of its problems, by key, and
 * the lines that are not yet in the event log.
 */
const notesSchema = z.object({
  schemaVersion: z.literal(1),
  sectors: z.array(z.tuple([z.string(), z.string()])),
  unrecorded: z.array(storedFindingSchema),
});
type WatchNotes = z.infer<typeof notesSchema>;

/** The stored form of the notes. Their version stands in their own `schemaVersion`. */
export const watchNotesForm: StoredForm<WatchNotes> = { version: 1, schema: notesSchema };

/** The memory as its two parts. */
export function splitWatch({ version, problems, unrecorded }: Watch): {
  watch: StoredWatch;
  notes: WatchNotes;
} {
  const sectors = problems.flatMap(({ key, sector }): [string, string][] => {
    return sector === null ? [] : [[key, sector]];
  });
  const watch = { version, problems: problems.map(({ sector: _, ...problem }) => problem) };
  return { watch, notes: { schemaVersion: 1, sectors, unrecorded } };
}

/** The memory from its two parts. `notes` is `null` where an earlier version wrote it. */
export function joinWatch({ version, problems }: StoredWatch, notes: WatchNotes | null): Watch {
  const sectors = new Map(notes?.sectors);
  return {
    version,
    problems: problems.map((problem) => ({ ...problem, sector: sectors.get(problem.key) ?? null })),
    unrecorded: notes?.unrecorded ?? [],
  };
}
