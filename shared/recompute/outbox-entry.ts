import * as z from "zod";
import { recordSchema } from "../alerts/history.ts";
import { publicationSchema } from "../alerts/publication.ts";
import { bulletinSchema } from "../bulletin/bulletin.ts";
import type { Deliverable, SendableEvent } from "../bulletin/deliverable.ts";
import { busEventSchema } from "../bus/bus-event.ts";

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
