import * as z from "zod";
import { alertSchema } from "../alerts/alert.ts";
import type { Remembered } from "../alerts/decide-sector.ts";
import { type HistoryRecord, recordSchema } from "../alerts/history.ts";
import { silenceSchema } from "../alerts/silence.ts";
import { type Bulletin, bulletinSchema } from "../bulletin/bulletin.ts";
import type { Deliverable } from "../bulletin/deliverable.ts";
import { isClaimed } from "../values/claim.ts";
import { daySchema } from "../values/day.ts";
import type { StoredForm } from "../values/stored.ts";
import { withNamesOfToday } from "./older-ledgers.ts";

/**
 * What a run still has to hand out: the bulletin to publish, the lines to write into the history, or what is left of
 * the two. Until `claimedUntil`, the run that holds it is at it.
 */
export const outboxEntrySchema = z.strictObject({
  /** The version of the ledger that it came with: its name within the sector. */
  version: z.int().positive(),
  bulletin: bulletinSchema.nullable(),
  records: z.array(recordSchema),
  decidedAt: z.iso.datetime(),
  claimedUntil: z.iso.datetime(),
});
/** Of its bulletin no more than delivery reads: a later version may have written it. */
export type OutboxEntry = Omit<z.infer<typeof outboxEntrySchema>, "bulletin"> & {
  bulletin: Deliverable | null;
};

/**
 * The one item per sector that holds its alerts and its unpublished bulletins, so that a change of state and the
 * news of it cannot be parted. `version` grows with every write; `decisions` only with those that decide.
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
  // Older ledgers say nothing of these.
  staleSince: daySchema.nullable().default(null),
  staleNotified: z.boolean().default(false),
  alerts: z.array(alertSchema),
  silences: z.array(silenceSchema),
  outbox: z.array(outboxEntrySchema),
});
export type Ledger = Omit<z.infer<typeof ledgerSchema>, "outbox"> & { outbox: OutboxEntry[] };

/**
 * Ledgers as they are stored. Each run writes the whole ledger anew, so whoever adds a field to it counts the version
 * up: an earlier Chokepoint would lose the field, and refuses it.
 */
export const ledgerForm: StoredForm<Ledger> = {
  // In version 1 its silences stood among all else; since 2 apart (`silence-part.ts`). Since 3 some fields have other names.
  version: 3,
  schema: z.preprocess(withNamesOfToday, ledgerSchema),
};

/** The ledger of a sector that was never assessed. */
export function emptyLedger(sector: string): Ledger {
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
    outbox: [],
  };
}

/** What of an outbox entry is done. */
export interface Done {
  published: boolean;
  recorded: boolean;
}

/** The outbox without what is done of one entry, and without the entry once nothing of it is left. */
export function strike(ledger: Ledger, version: number, { published, recorded }: Done): Ledger {
  const outbox = ledger.outbox.flatMap((entry) => {
    if (entry.version !== version) return entry;
    const left = {
      ...entry,
      bulletin: published ? null : entry.bulletin,
      records: recorded ? [] : entry.records,
    };
    return left.bulletin === null && left.records.length === 0 ? [] : left;
  });
  return { ...ledger, outbox };
}

/** The entry of the outbox that came with a version of the ledger. */
export function entryOf({ outbox }: Pick<Ledger, "outbox">, version: number): OutboxEntry | undefined {
  return outbox.find((entry) => entry.version === version);
}

/** Entries that no run holds any more: the one that wrote them stopped before it struck them. */
export function abandoned(ledger: Ledger, now: Date): OutboxEntry[] {
  return ledger.outbox.filter(({ claimedUntil }) => !isClaimed(claimedUntil, now));
}

/** Takes every abandoned entry for this run, until a time at which it will be done with them or have died. */
export function claimAbandoned(ledger: Ledger, now: Date, claimedUntil: Date): Ledger {
  const held = new Set(abandoned(ledger, now));
  const outbox = ledger.outbox.map((entry) =>
    held.has(entry) ? { ...entry, claimedUntil: claimedUntil.toISOString() } : entry,
  );
  return { ...ledger, outbox };
}

/** The ledger with nothing in it claimed, or the very same ledger when nothing is. */
export function releaseClaims(ledger: Ledger, now: Date): Ledger {
  const left = new Set(abandoned(ledger, now));
  if (left.size === ledger.outbox.length) return ledger;
  return { ...ledger, outbox: ledger.outbox.map((entry) => ({ ...entry, claimedUntil: now.toISOString() })) };
}

/** What a run adds to a ledger: what to remember, and what to hand out. */
export interface LedgerEntry {
  remembered: Remembered;
  bulletin: Bulletin | null;
  records: HistoryRecord[];
  decidedAt: Date;
  /** Until when the run that writes this will have handed it out, or have died. */
  claimedUntil: Date;
}

/** The ledger after a run decided, or the very same ledger when nothing about it changed. */
export function recordDecision(ledger: Ledger, { remembered, ...handOut }: LedgerEntry): Ledger {
  const next = withEntry({ ...ledger, ...remembered }, handOut);
  if (JSON.stringify(next) === JSON.stringify(ledger)) return ledger;
  return { ...next, decisions: ledger.decisions + 1 };
}

/** The ledger with something more to hand out; the same when that is nothing. */
export function withEntry(
  ledger: Ledger,
  { bulletin, records, decidedAt, claimedUntil }: Omit<LedgerEntry, "remembered">,
): Ledger {
  if (bulletin === null && records.length === 0) return ledger;
  const entry = {
    version: ledger.version + 1,
    bulletin,
    records,
    decidedAt: decidedAt.toISOString(),
    claimedUntil: claimedUntil.toISOString(),
  };
  return { ...ledger, outbox: [...ledger.outbox, entry] };
}
