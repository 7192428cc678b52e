import * as z from "zod";
import { levels } from "../policy/level.ts";
import { daySchema } from "../values/day.ts";
import { boundsSchema } from "../values/interval.ts";
import type { StoredForm } from "../values/stored.ts";
import { alertEvents } from "./alert.ts";

/** What can stand in the history of a sector: what happened to its alerts, and which silences were written or lifted. */
const recordedEvents = [...alertEvents, "silenced", "lifted"] as const;

/** One line of a sector's history. */
export const recordSchema = z.strictObject({
  /** The day that it is about, and the moment at which it was decided. */
  asOf: daySchema,
  at: z.iso.datetime(),
  /** `null` when it happened to the whole sector. */
  rule: z.string().nullable(),
  group: z.string().nullable(),
  event: z.enum(recordedEvents),
  /** The level after it. */
  level: z.enum(levels),
  observed: boundsSchema.nullable(),
  limit: z.number().nullable(),
  /** In words: a reason may get another code, and what happened stays written. */
  reason: z.string(),
  /** Whether readers were told: a silence hides what happens, and it is recorded all the same. */
  published: z.boolean(),
  /** The silence that hid it, or that was written or lifted. */
  silence: z.string().nullable(),
  /** Who silenced or lifted. */
  by: z.string().nullable(),
});
export type HistoryRecord = z.infer<typeof recordSchema>;

/** The lines of one version of a ledger, as they are stored. A field that only a later version knows is passed over. */
export const historyForm: StoredForm<HistoryRecord[]> = {
  version: 1,
  schema: z.array(z.object(recordSchema.shape)),
};
