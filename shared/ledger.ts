import * as z from "zod";
import { type Alert, alertSchema } from "./alert.ts";
import { type Bulletin, bulletinSchema } from "./bulletin.ts";
import { daySchema } from "./calendar.ts";

/** A bulletin that may not have been published yet. Until `claimedUntil`, the run that holds it is at it. */
const outboxEntrySchema = z.strictObject({ bulletin: bulletinSchema, claimedUntil: z.iso.datetime() });
export type OutboxEntry = z.infer<typeof outboxEntrySchema>;

/**
 * The one item per sector that holds its alerts and its unpublished bulletins, so that a change of state and the
 * news of it cannot be parted. `version` grows with every write; `decisions` only with those that decide.
 */
export const ledgerSchema = z.strictObject({
  sector: z.string(),
  version: z.int().nonnegative(),
  decisions: z.int().nonnegative(),
  lastAssessment: z.strictObject({ id: z.string(), asOf: daySchema }).nullable(),
  noDataSince: daySchema.nullable(),
  alerts: z.array(alertSchema),
  outbox: z.array(outboxEntrySchema),
});
export type Ledger = z.infer<typeof ledgerSchema>;

/** The ledger of a sector that was never assessed. */
export function emptyLedger(sector: string): Ledger {
  return {
    sector,
    version: 0,
    decisions: 0,
    lastAssessment: null,
    noDataSince: null,
    alerts: [],
    outbox: [],
  };
}

/** The outbox without one bulletin: what is left once it is published. */
export function strike(ledger: Ledger, bulletinId: string): Ledger {
  return { ...ledger, outbox: ledger.outbox.filter(({ bulletin }) => bulletin.id !== bulletinId) };
}

/** Bulletins that no run holds any more: the one that wrote them stopped before it struck them. */
export function abandoned(ledger: Ledger, now: Date): OutboxEntry[] {
  return ledger.outbox.filter(({ claimedUntil }) => Date.parse(claimedUntil) <= now.getTime());
}

/** Takes every abandoned bulletin for this run, until a time at which it will have published it or died. */
export function claimAbandoned(ledger: Ledger, now: Date, claimedUntil: Date): Ledger {
  const held = new Set(abandoned(ledger, now).map(({ bulletin }) => bulletin.id));
  const outbox = ledger.outbox.map((entry) =>
    held.has(entry.bulletin.id) ? { ...entry, claimedUntil: claimedUntil.toISOString() } : entry,
  );
  return { ...ledger, outbox };
}

/** What a run adds to a ledger: what it decided, and the bulletin that tells of it. */
export interface LedgerEntry {
  assessment: { id: string; asOf: string };
  alerts: Alert[];
  noDataSince: string | null;
  bulletin: Bulletin | null;
  /** Until when the run that writes this will have published the bulletin, or have died. */
  claimedUntil: Date;
}

/** The ledger after a run decided, or the very same ledger when nothing about it changed. */
export function recordDecision(ledger: Ledger, entry: LedgerEntry): Ledger {
  const { assessment, alerts, noDataSince, bulletin, claimedUntil } = entry;
  const added = bulletin === null ? [] : [{ bulletin, claimedUntil: claimedUntil.toISOString() }];
  const next: Ledger = {
    ...ledger,
    lastAssessment: { id: assessment.id, asOf: assessment.asOf },
    noDataSince,
    alerts,
    outbox: [...ledger.outbox, ...added],
  };
  if (JSON.stringify(next) === JSON.stringify(ledger)) return ledger;
  return { ...next, decisions: ledger.decisions + 1 };
}
