import * as z from "zod";
import { addDays, type Day, dayOf, daySchema, earlier, HOUR_MS } from "../values/day.ts";
import type { SectorId } from "../values/identifier.ts";
import type { StoredForm } from "../values/stored.ts";
import type { LogEvent } from "./log-event.ts";

/** How far the files of a sector are written. A day from `from` to `upTo` that has no file had no event. */
const fileIndexSchema = z.object({
  schemaVersion: z.literal(1),
  sector: z.string(),
  from: daySchema,
  upTo: daySchema,
});
export type FileIndex = z.infer<typeof fileIndexSchema>;

/** The stored form of an index. Its version stands in its own `schemaVersion`. */
export const fileIndexForm: StoredForm<FileIndex> = { version: 1, schema: fileIndexSchema };

/** The events of a sector of one day, as JSON lines. */
export interface EventFile {
  day: Day;
  text: string;
}

/** What is to be written. */
interface FilePlan {
  files: EventFile[];
  /** The index once they are written. */
  next: FileIndex;
  /** How many more files there are to write. */
  left: number;
}

/** Most files that one look writes for a sector. */
const MOST_FILES = 31;

// No function runs longer than 15 minutes: what was decided before midnight stands in the outbox or the history by then.
const CLOSES_AFTER_HOURS = 1;

/** The newest day that may be closed at an instant. */
export function newestClosedDay(now: Date): Day {
  return addDays(dayOf(new Date(now.getTime() - CLOSES_AFTER_HOURS * HOUR_MS)), -1);
}

/** The newest day that is closed when some events, of these instants, are not yet where the log reads them. */
export function closedUpTo(now: Date, waiting: readonly string[]): Day {
  const oldest = waiting.map((at) => at.slice(0, 10)).reduce(earlier, null);
  return earlier(newestClosedDay(now), oldest === null ? null : addDays(oldest, -1)) ?? newestClosedDay(now);
}

/**
 * The files of all days after the index, up to the closed day: one for each day that has events. `events` are the whole log of the
 * sector, oldest first. The first index begins with the first event.
 */
export function planFiles(
  sector: SectorId,
  events: readonly LogEvent[],
  index: FileIndex | null,
  upTo: Day,
): FilePlan {
  const byDay = Map.groupBy(events, ({ at }) => at.slice(0, 10));
  const days = [...byDay.keys()].filter((day) => day <= upTo && (index === null || day > index.upTo)).sort();
  const written = days.slice(0, MOST_FILES);
  const left = days.length - written.length;
  const end = left === 0 ? upTo : (written.at(-1) ?? upTo);
  const files = written.map((day) => ({ day, text: linesOf(byDay.get(day) ?? []) }));
  const from = index?.from ?? days[0] ?? upTo;
  return { files, next: { schemaVersion: 1, sector, from, upTo: end }, left };
}

function linesOf(events: readonly LogEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}
