import * as z from "zod";
import { levels } from "../policy/level.ts";
import { daySchema } from "../values/day.ts";
import { boundsSchema } from "../values/interval.ts";
import type { StoredForm } from "../values/stored.ts";
import { alertEvents } from "./alert.ts";

/**
 * The kinds of lines in the history of a sector: events of its alerts, and silences that were written or
 * lifted.
 */
export const recordedEvents = [...alertEvents, "silenced", "lifted"] as const;

/** One line of a sector's history. */
export const recordSchema = z.strictObject({
  /** The day that the line is about, and the instant of the decision. */
  asOf: daySchema,
  at: z.iso.datetime(),
  /** `null` when it concerns the whole sector. */
  rule: z.string().nullable(),
  group: z.string().nullable(),
  event: z.enum(recordedEvents),
  /** The level after the event. */
  level: z.enum(levels),
  observed: boundsSchema.nullable(),
  limit: z.number().nullable(),
  /** The reason as a sentence, so that the line stays readable when codes of reasons change. */
  reason: z.string(),
  /** Whether readers were told. A silence hides events, but they are recorded all the same. */
  published: z.boolean(),
  /** The silence that hid the event, or that was written or lifted. */
  silence: z.string().nullable(),
  /** Who wrote or lifted the silence. */
  by: z.string().nullable(),
});
export type HistoryRecord = z.infer<typeof recordSchema>;

/**
 * The lines of one version of a ledger, as they are stored. Fields that only a later version knows are ignored.
 */
export const historyForm: StoredForm<HistoryRecord[]> = {
  version: 1,
  schema: z.array(z.object(recordSchema.shape)),
};
