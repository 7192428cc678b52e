import * as z from "zod";
import { levels } from "../policy/level.ts";
import { daySchema } from "../values/day.ts";
import { boundsSchema, toBounds } from "../values/interval.ts";
import type { StoredForm } from "../values/stored.ts";
import { alertEvents } from "./alert.ts";
import type { Decision } from "./decide-alert.ts";
import type { SectorDecision } from "./decide-sector.ts";
import { sectorHappenings } from "./sector-state.ts";

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
  const moment = { asOf, at: now.toISOString() };
  const records = decision.decisions.flatMap((one) => ruleRecords(one, moment));
  for (const { event, notification, since, reason } of sectorHappenings(decision)) {
    const level = since === null ? "none" : "possible";
    for (const what of happened(event, notification)) {
      records.push({ ...moment, ...ABOUT_SECTOR, ...what, level, reason });
    }
  }
  return records;
}

const ABOUT_SECTOR = {
  rule: null,
  group: null,
  observed: null,
  limit: null,
  silence: null,
  by: null,
};

function ruleRecords(decision: Decision, moment: Pick<HistoryRecord, "asOf" | "at">): HistoryRecord[] {
  const { rule, group, event, notification, next, observed, limit, reason, silence } = decision;
  return happened(event, notification).map((what) => ({
    ...moment,
    ...what,
    rule,
    group,
    level: next?.level ?? "none",
    observed: observed && toBounds(observed),
    limit,
    reason,
    silence: silence?.id ?? null,
    by: null,
  }));
}

/** What happened and what was told of it: one and the same, unless a silence has come between them. */
function happened<Event>(
  event: Event | null,
  notification: Event | null,
): { event: Event; published: boolean }[] {
  if (event === notification) return event === null ? [] : [{ event, published: true }];
  return [
    ...(event === null ? [] : [{ event, published: false }]),
    ...(notification === null ? [] : [{ event: notification, published: true }]),
  ];
}
