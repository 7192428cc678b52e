import * as z from "zod";
import { levels } from "../policy/level.ts";
import { daySchema } from "../values/day.ts";
import { boundsSchema } from "../values/interval.ts";
import type { StoredForm } from "../values/stored.ts";
import { alertEvents } from "./alert.ts";
import { type AlertChange, changesOf } from "./alert-change.ts";
import type { SectorDecision } from "./decide-sector.ts";

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

/** Everything that one run decided, in the words of the history; nothing for what stayed as it was. */
export function recordsOf(decision: SectorDecision, asOf: string, now: Date): HistoryRecord[] {
  const at = now.toISOString();
  return changesOf(decision).flatMap((change) =>
    happened(change).map((what) => ({ asOf, at, ...recordOf(change), ...what })),
  );
}

function recordOf({ rule, group, level, observed, limit, reason, silence }: AlertChange) {
  // That nobody was told of the sector itself stands in `published`.
  const hiddenBy = rule === null ? null : (silence?.id ?? null);
  return { rule, group, level, observed, limit, reason, silence: hiddenBy, by: null };
}

/** What happened and what was told of it: one and the same, unless a silence has come between them. */
function happened({ event, notification }: AlertChange): Pick<HistoryRecord, "event" | "published">[] {
  if (event === notification) return event === null ? [] : [{ event, published: true }];
  return [
    ...(event === null ? [] : [{ event, published: false }]),
    ...(notification === null ? [] : [{ event: notification, published: true }]),
  ];
}
