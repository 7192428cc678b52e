import { OPERATIONS_PLACE } from "../../shared/contract/event-file-place.ts";
import { closedUpTo, newestClosedDay, planFiles } from "../../shared/event-log/daily-files.ts";
import { eventLog, operationsLog } from "../../shared/event-log/event-log.ts";
import type { LogEvent } from "../../shared/event-log/log-event.ts";
import { sortMarkers } from "../../shared/imports/marker.ts";
import { mergeUnreadable, NOTHING_UNREADABLE, type Unreadable } from "../../shared/supply/unreadable.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import { keysText, removalCommands } from "../../shared/text/unreadable.ts";
import { counted } from "../../shared/values/count.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Found } from "../../shared/watchdog/watch.ts";
import { loadLedger } from "../outbox/ledger.ts";
import { readEventPast } from "../reading/event-past.ts";
import { during } from "../runtime/during.ts";
import type { WatchdogPorts } from "./ports.ts";

/** The files of events that a look has written for a sector. */
export interface WrittenFiles {
  /** `null` for what was told to operations and is about no sector. */
  sector: SectorId | null;
  /** How many files: days without an event have none. */
  files: number;
  /** The day up to which all is written. */
  upTo: Day;
  /** How many files are left to the next looks. */
  left: number;
}

/**
 * Writes a file of the events of each closed day of a sector, or of what is about none, and then how far they are written. After a
 * crash between the two, the next look writes the same files again, which changes none. What is written is added to `written`. Items
 * that cannot be read hold all days back: a file is never changed, so it must be whole.
 */
export async function writeEventFiles(
  sector: SectorId | null,
  written: WrittenFiles[],
  ports: WatchdogPorts,
  place: CommandPlace,
): Promise<Found[]> {
  const { eventFiles } = ports;
  if (eventFiles === null) return [];
  const now = ports.now();
  const folder = sector ?? OPERATIONS_PLACE;
  const index = await during("reading how far they are written", () => eventFiles.index(folder));
  const isDone = (day: Day) => index !== null && index.upTo >= day;
  if (isDone(newestClosedDay(now))) return [];
  // Before what is stored: a line that leaves the outbox meanwhile is then found there.
  const told = await unrecordedOf(sector, ports);
  if (told === null) return [];
  const waiting = await waitingOf(sector, now, ports);
  const upTo = closedUpTo(now, [...waiting.instants, ...told]);
  if (isDone(upTo)) return [];
  const { log, unreadable } = await readLog(sector, ports);
  const bad = mergeUnreadable([unreadable, waiting.unreadable]);
  if (bad.count > 0) return [heldBack(folder, index?.upTo ?? null, bad, place)];
  const { files, next, left } = planFiles(folder, log, index, upTo);
  for (const file of files) await during(`writing that of ${file.day}`, () => eventFiles.write(folder, file));
  await during("writing how far they are written", () => eventFiles.saveIndex(next));
  written.push({ sector, files: files.length, upTo: next.upTo, left });
  return [];
}

async function readLog(
  sector: SectorId | null,
  ports: WatchdogPorts,
): Promise<{ log: LogEvent[]; unreadable: Unreadable }> {
  if (sector === null) {
    const read = () => ports.findings.read(null);
    const { rows, unreadable } = await during("reading what was told to operations", read);
    return { log: operationsLog(rows), unreadable };
  }
  const { past, unreadable } = await readEventPast(sector, ports);
  return { log: eventLog(sector, past), unreadable };
}

interface Waiting {
  instants: string[];
  unreadable: Unreadable;
}

/** The instants of events that are not yet where the log reads them, or that may still change. */
async function waitingOf(sector: SectorId | null, now: Date, ports: WatchdogPorts): Promise<Waiting> {
  if (sector === null) return { instants: [], unreadable: NOTHING_UNREADABLE };
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

/** The instants of lines about what was told that are not yet in the log; `null` when nobody knows: then all days wait. */
async function unrecordedOf(sector: SectorId | null, { watches }: WatchdogPorts): Promise<string[] | null> {
  try {
    const { watch } = await watches.load();
    return watch.unrecorded.filter((line) => line.sector === sector).map(({ at }) => at);
  } catch {
    // Before this look ends it reads the same to tell its news, and tells why it cannot.
    return null;
  }
}

function heldBack(folder: string, upTo: Day | null, bad: Unreadable, place: CommandPlace): Found {
  const days = upTo === null ? "no day" : `no day after ${upTo}`;
  const who = folder === OPERATIONS_PLACE ? "operations" : folder;
  const text = `${who}: the events of ${days} are written to a file, because stored items cannot be read: ${counted(bad.count)}${keysText(bad)}; once they are repaired, imported again or removed, each day follows`;
  return { key: `event-files:${folder}`, text, commands: removalCommands(bad.first, place), graceHours: 0 };
}
