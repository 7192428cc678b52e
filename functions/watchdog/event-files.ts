import { closedUpTo, newestClosedDay, planFiles } from "../../shared/event-log/daily-files.ts";
import { eventLog } from "../../shared/event-log/event-log.ts";
import { sortMarkers } from "../../shared/imports/marker.ts";
import { mergeUnreadable, type Unreadable } from "../../shared/supply/unreadable.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import { keysText, removalCommands } from "../../shared/text/unreadable.ts";
import { counted } from "../../shared/values/count.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Finding } from "../../shared/watchdog/watch.ts";
import { loadLedger } from "../outbox/ledger.ts";
import { readEventPast } from "../reading/event-past.ts";
import { during } from "../runtime/during.ts";
import type { WatchdogPorts } from "./ports.ts";

/** The files of events that a look has written for a sector. */
export interface WrittenFiles {
  sector: SectorId;
  /** How many files: days without an event have none. */
  files: number;
  /** The day up to which all is written. */
  upTo: Day;
  /** How many files are left to the next looks. */
  left: number;
}

/**
 * Writes a file of the events of each closed day of a sector, and then how far they are written. After a crash between the two, the
 * next look writes the same files again, which changes none. What is written is added to `written`. Items that cannot be read hold
 * all days back: a file is never changed, so it must be whole.
 */
export async function writeEventFiles(
  sector: SectorId,
  written: WrittenFiles[],
  ports: WatchdogPorts,
  place: CommandPlace,
): Promise<Omit<Finding, "look">[]> {
  const { eventFiles } = ports;
  if (eventFiles === null) return [];
  const now = ports.now();
  const index = await during("reading how far they are written", () => eventFiles.index(sector));
  const isDone = (day: Day) => index !== null && index.upTo >= day;
  if (isDone(newestClosedDay(now))) return [];
  // Before the history: a line that leaves the outbox meanwhile is then found there.
  const waiting = await waitingOf(sector, now, ports);
  const upTo = closedUpTo(now, waiting.instants);
  if (isDone(upTo)) return [];
  const { past, unreadable } = await readEventPast(sector, ports);
  const bad = mergeUnreadable([unreadable, waiting.unreadable]);
  if (bad.count > 0) return [heldBack(sector, index?.upTo ?? null, bad, place)];
  const { files, next, left } = planFiles(sector, eventLog(sector, past), index, upTo);
  for (const file of files) await during(`writing that of ${file.day}`, () => eventFiles.write(sector, file));
  await during("writing how far they are written", () => eventFiles.saveIndex(next));
  written.push({ sector, files: files.length, upTo: next.upTo, left });
  return [];
}

/** The instants of events that are not yet where the log reads them, or that may still change. */
async function waitingOf(
  sector: SectorId,
  now: Date,
  ports: WatchdogPorts,
): Promise<{ instants: string[]; unreadable: Unreadable }> {
  const { outbox } = await loadLedger(sector, ports);
  const { rows: markers, unreadable } = await during("reading which imports are under way", () =>
    ports.markers.of(sector),
  );
  const { underWay } = sortMarkers(markers, new Set(), now);
  const lines = outbox.flatMap(({ records, publication }) => [...records, publication ?? []].flat());
  return {
    instants: [...lines.map(({ at }) => at), ...underWay.map(({ startedAt }) => startedAt)],
    unreadable,
  };
}

function heldBack(
  sector: SectorId,
  upTo: Day | null,
  bad: Unreadable,
  place: CommandPlace,
): Omit<Finding, "look"> {
  const days = upTo === null ? "no day" : `no day after ${upTo}`;
  const text = `${sector}: the events of ${days} are written to a file, because stored items cannot be read: ${counted(bad.count)}${keysText(bad)}; once they are repaired, imported again or removed, each day follows`;
  return { key: `event-files:${sector}`, text, commands: removalCommands(bad.first, place), graceHours: 0 };
}
