import * as z from "zod";

/**
 * What delivery reads of a stored bulletin. This is promised to every version of Chokepoint: a later version
 * may add fields, events and levels, but may not remove these fields or change their meaning
 * (docs/decisions/0016). So an older version can publish what a newer one left behind.
 */
const deliverableSchema = z.looseObject({
  id: z.string().min(1),
  sector: z.string().min(1),
  level: z.string(),
  worst: z.string(),
  events: z.array(z.looseObject({ event: z.string(), rule: z.string().nullable() })),
  moreEvents: z.int().nonnegative(),
  unlisted: z.looseObject({ events: z.array(z.string()), rules: z.array(z.string()) }).optional(),
  subject: z.string(),
  text: z.string(),
});
export type Deliverable = z.infer<typeof deliverableSchema>;

/** What delivery reads of an event for the bus, promised in the same way: its `detail-type`, and its detail as it is sent. */
const sendableEventSchema = z.looseObject({
  type: z.string().min(1),
  detail: z.looseObject({ id: z.string().min(1) }),
});
export type SendableEvent = z.infer<typeof sendableEventSchema>;

/** A publication that is not yet recorded, promised in the same way. */
const recordableSchema = z.looseObject({
  schemaVersion: z.literal(1),
  bulletin: z.string(),
  at: z.iso.datetime(),
});

/** What delivery reads of an entry of the outbox, promised in the same way. Its records may have any form. */
export const promisedEntrySchema = z.looseObject({
  version: z.int().positive(),
  bulletin: deliverableSchema.nullable(),
  // Versions before the bus do not have this field.
  events: z.array(sendableEventSchema).default([]),
  records: z.array(z.unknown()),
  // Versions before 8 of the ledger do not have this field.
  publication: recordableSchema.nullable().default(null),
  decidedAt: z.iso.datetime(),
  claimedUntil: z.iso.datetime(),
});
