import type { HistoryRecord } from "../alerts/history.ts";
import type { Publication } from "../alerts/publication.ts";
import type { Bulletin } from "../bulletin/bulletin.ts";
import type { BusEvent } from "../bus/bus-event.ts";
import { isClaimed } from "../values/claim.ts";
import type { Ledger } from "./ledger.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import { limitWaiting } from "./waiting-events.ts";

/** Something more to send. */
export interface HandOut {
  bulletin: Bulletin | null;
  /** The events of the bulletin for the bus. */
  events: BusEvent[];
  records: HistoryRecord[];
  decidedAt: Date;
  /** The instant by which the run that writes this has sent it or stopped. */
  claimedUntil: Date;
}

/** The ledger with something more to send; the same when there is nothing. */
export function withEntry(ledger: Ledger, { decidedAt, claimedUntil, ...handOut }: HandOut): Ledger {
  const sent = { ...handOut, publication: null };
  if (isEmpty(sent)) return ledger;
  const entry = {
    version: ledger.version + 1,
    ...sent,
    decidedAt: decidedAt.toISOString(),
    claimedUntil: claimedUntil.toISOString(),
  };
  const isHeld = ({ claimedUntil }: OutboxEntry) => isClaimed(claimedUntil, decidedAt);
  return { ...ledger, outbox: [...limitWaiting(ledger.outbox, entry.events.length, isHeld), entry] };
}

/** The entry of the outbox that was written with a version of the ledger. */
export function outboxEntry({ outbox }: Pick<Ledger, "outbox">, version: number): OutboxEntry | undefined {
  return outbox.find((entry) => entry.version === version);
}

/** Entries whose run stopped before it struck them. */
export function abandoned(ledger: Ledger, now: Date): OutboxEntry[] {
  return ledger.outbox.filter(({ claimedUntil }) => !isClaimed(claimedUntil, now));
}

/** Claims every abandoned entry for this run, until a time at which the run has finished or stopped. */
export function claimAbandoned(ledger: Ledger, now: Date, claimedUntil: Date): Ledger {
  const held = new Set(abandoned(ledger, now));
  const outbox = ledger.outbox.map((entry) =>
    held.has(entry) ? { ...entry, claimedUntil: claimedUntil.toISOString() } : entry,
  );
  return { ...ledger, outbox };
}

/** The ledger without claims; the same object when there are none. */
export function releaseClaims(ledger: Ledger, now: Date): Ledger {
  const left = new Set(abandoned(ledger, now));
  if (left.size === ledger.outbox.length) return ledger;
  return { ...ledger, outbox: ledger.outbox.map((entry) => ({ ...entry, claimedUntil: now.toISOString() })) };
}

/** Which parts of an outbox entry are done. */
export interface Done {
  published: boolean;
  /** The ids of the events that the bus has taken. */
  onBus: ReadonlySet<string>;
  /** Whether the lines are in the history, and `publication` with them. */
  recorded: boolean;
  /** The publication to record: of now, or one that an earlier run could not record; `null` where there is none. */
  publication: Publication | null;
}

/** The outbox without the done parts of one entry, and without the entry when nothing of it is left. */
export function strike(ledger: Ledger, version: number, done: Done): Ledger {
  const { published, onBus, recorded } = done;
  const outbox = ledger.outbox.flatMap((entry) => {
    if (entry.version !== version) return entry;
    const left = {
      ...entry,
      bulletin: published ? null : entry.bulletin,
      events: entry.events.filter(({ detail }) => !onBus.has(detail.id)),
      records: recorded ? [] : entry.records,
      publication: unrecorded(entry, done),
    };
    return isEmpty(left) ? [] : left;
  });
  return { ...ledger, outbox };
}

/** What is not yet in the history: another run may have published the same bulletin, and left its own publication. */
function unrecorded(
  { publication: waiting }: OutboxEntry,
  { recorded, publication }: Done,
): Publication | null {
  if (!recorded) return publication ?? waiting;
  return waiting === null || waiting.at === publication?.at ? null : waiting;
}

/** Whether there is nothing to send. */
function isEmpty(sent: Pick<OutboxEntry, "bulletin" | "events" | "records" | "publication">): boolean {
  const { bulletin, events, records, publication } = sent;
  return bulletin === null && events.length === 0 && records.length === 0 && publication === null;
}
