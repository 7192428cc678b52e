import * as z from "zod";
import { acknowledgementSchema } from "../alerts/acknowledgement.ts";
import { alertSchema } from "../alerts/alert.ts";
import type { Remembered } from "../alerts/decide-sector.ts";
import { type HistoryRecord, recordSchema } from "../alerts/history.ts";
import { type Publication, publicationSchema } from "../alerts/publication.ts";
import { silenceSchema } from "../alerts/silence.ts";
import { type Bulletin, bulletinSchema } from "../bulletin/bulletin.ts";
import type { Deliverable, SendableEvent } from "../bulletin/deliverable.ts";
import { type BusEvent, busEventSchema } from "../bus/bus-event.ts";
import { isClaimed } from "../values/claim.ts";
import { daySchema } from "../values/day.ts";
import type { SectorId } from "../values/identifier.ts";
import type { StoredForm } from "../values/stored.ts";
import { withNamesOfToday } from "./older-ledgers.ts";
import { limitWaiting } from "./waiting-events.ts";

/**
 * What a run still has to send, by channel: the bulletin to publish, the events to put on the bus, the lines to write into the
 * history, and that the bulletin was published, until that is written there. What is done is struck, whatever the others do. Until
 * `claimedUntil`, one run works on it.
 */
export const outboxEntrySchema = z.strictObject({
  /** The version of the ledger that it was written with: its name within the sector. */
  version: z.int().positive(),
  bulletin: bulletinSchema.nullable(),
  // Ledgers before version 6 do not have this field.
  events: z.array(busEventSchema).default([]),
  records: z.array(recordSchema),
  // Ledgers before version 8 do not have this field.
  publication: publicationSchema.nullable().default(null),
  decidedAt: z.iso.datetime(),
  claimedUntil: z.iso.datetime(),
});
/** Only the fields that delivery reads: a later version may have written the bulletin and its events. */
export type OutboxEntry = Omit<z.infer<typeof outboxEntrySchema>, "bulletin" | "events"> & {
  bulletin: Deliverable | null;
  events: SendableEvent[];
};

/**
 * The one item per sector with its alerts and its unpublished bulletins, so that a change of state and its news
 * are written together. `version` increases with every write; `decisions` only with writes that decide.
 */
export const ledgerSchema = z.strictObject({
  sector: z.string(),
  version: z.int().nonnegative(),
  decisions: z.int().nonnegative(),
  lastAssessment: z
    .strictObject({ id: z.string(), asOf: daySchema, newestDate: daySchema.nullable().optional() })
    .nullable(),
  noDataSince: daySchema.nullable(),
  noDataNotified: z.boolean(),
  // Older ledgers do not have these fields.
  staleSince: daySchema.nullable().default(null),
  staleNotified: z.boolean().default(false),
  alerts: z.array(alertSchema),
  silences: z.array(silenceSchema),
  // Ledgers before version 4 do not have this field.
  acknowledgements: z.array(acknowledgementSchema).default([]),
  outbox: z.array(outboxEntrySchema),
  // Ledgers before version 9 do not have this field. It is last, as it is where a run adds it: a ledger that was read is compared
  // with the next one as text.
  floors: z.record(z.string(), z.number().positive()).optional(),
});
export type Ledger = Omit<z.infer<typeof ledgerSchema>, "outbox"> & { outbox: OutboxEntry[] };

/**
 * The stored form of ledgers. Each run writes the whole ledger anew, so each new field must increase the
 * version: an earlier Chokepoint would lose the field, and refuses it instead.
 */
export const ledgerForm: StoredForm<Ledger> = {
  // In version 1 the silences were among the other fields; since version 2 they are stored apart
  // (`silence-part.ts`). Since version 3 some fields have other names. Since version 4 there are acknowledgements.
  // Since version 5 a bulletin may say where the page lies. Since version 6 there are events for the bus. Since version 7
  // lines of the history hold what was decided. Since version 8 a publication waits until it is recorded.
  // Since version 9 there are floors of rules.
  version: 9,
  schema: z.preprocess(withNamesOfToday, ledgerSchema),
};

/** The ledger of a sector that was never assessed. */
export function emptyLedger(sector: SectorId): Ledger {
  return {
    sector,
    version: 0,
    decisions: 0,
    lastAssessment: null,
    noDataSince: null,
    noDataNotified: false,
    staleSince: null,
    staleNotified: false,
    alerts: [],
    silences: [],
    acknowledgements: [],
    outbox: [],
  };
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

/** What a run adds to a ledger: what to remember, and what to send. */
export interface LedgerEntry {
  remembered: Remembered;
  bulletin: Bulletin | null;
  /** The events of the bulletin for the bus. */
  events: BusEvent[];
  records: HistoryRecord[];
  decidedAt: Date;
  /** The instant by which the run that writes this has sent it or stopped. */
  claimedUntil: Date;
}

/** The ledger after a run decided; the same object when nothing has changed. */
export function recordDecision(ledger: Ledger, { remembered, ...handOut }: LedgerEntry): Ledger {
  const next = withEntry({ ...ledger, ...remembered }, handOut);
  if (JSON.stringify(next) === JSON.stringify(ledger)) return ledger;
  return { ...next, decisions: ledger.decisions + 1 };
}

/** The ledger with something more to send; the same when there is nothing. */
export function withEntry(
  ledger: Ledger,
  { decidedAt, claimedUntil, ...handOut }: Omit<LedgerEntry, "remembered">,
): Ledger {
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
