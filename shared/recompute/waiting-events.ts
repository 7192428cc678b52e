import type { SendableEvent } from "../bulletin/deliverable.ts";
import { type BusEvent, busEventSchema } from "../bus/bus-event.ts";
import { leftOutEvent } from "../bus/left-out.ts";

/** How many events may wait for the bus. Whatever the bus does, the ledger must stay small enough to be written. */
export const MOST_WAITING = 1000;

/**
 * Entries of an outbox, oldest first, in which so many events can wait as leave room for `added` others. Those of the oldest
 * entries make way, each for one event that says how many there were. Entries that `isHeld` are being sent, and stay as they are.
 */
export function limitWaiting<Entry extends { events: SendableEvent[] }>(
  entries: Entry[],
  added: number,
  isHeld: (entry: Entry) => boolean,
): Entry[] {
  let over = entries.reduce((sum, { events }) => sum + events.length, added) - MOST_WAITING;
  return entries.map((entry) => {
    if (over <= 0 || isHeld(entry)) return entry;
    const own = entry.events.flatMap(asOwn);
    if (own.length < 2) return entry;
    const events = [...entry.events.filter((event) => asOwn(event).length === 0), ...leftOutEvent(own)];
    over -= entry.events.length - events.length;
    return { ...entry, events };
  });
}

/** The event as this version writes it; none where a later version wrote it. */
function asOwn(event: SendableEvent): BusEvent[] {
  const own = busEventSchema.safeParse(event);
  return own.success ? [own.data] : [];
}
