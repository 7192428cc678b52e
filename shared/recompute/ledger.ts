import * as z from "zod";
import { acknowledgementSchema } from "../alerts/acknowledgement.ts";
import { alertSchema } from "../alerts/alert.ts";
import { silenceSchema } from "../alerts/silence.ts";
import { daySchema } from "../values/day.ts";
import type { SectorId } from "../values/identifier.ts";
import type { StoredForm } from "../values/stored.ts";
import { withNamesOfToday } from "./older-ledgers.ts";
import { type OutboxEntry, outboxEntrySchema } from "./outbox-entry.ts";

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
  // Since version 9 there are floors of rules. Since version 10 lines about silences and acknowledgements hold what was asked for.
  // Since version 11 each event of a bulletin has its reason.
  version: 11,
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
