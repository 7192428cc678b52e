import * as z from "zod";
import { levels } from "../policy/level.ts";
import { daySchema } from "../values/day.ts";
import { boundsSchema } from "../values/interval.ts";
import type { StoredForm } from "../values/stored.ts";
import { type AlertEvent, alertEvents, alertSchema } from "./alert.ts";

/**
 * What people ask for, as it stands in the history: silences that were written or lifted, and acknowledgements that were
 * written, or withdrawn or ended by what happened.
 */
export const askedEvents = ["silenced", "lifted", "acknowledged", "unacknowledged"] as const;
export type AskedEvent = (typeof askedEvents)[number];

/** The kinds of lines in the history of a sector. */
export const recordedEvents = [...alertEvents, ...askedEvents] as const;

const decidedSchema = z.strictObject({
  /** The id of the assessment. */
  assessment: z.string(),
  /** The id of the bulletin that tells it; `null` when none does. */
  bulletin: z.string().nullable(),
  /** The level before. */
  before: z.enum(levels),
  /** Why readers are not told; `null` when they are, and when the reason is the data. */
  heldBack: z.enum(["silence", "quiet"]).nullable(),
  /** The alert to remember; `null` for none, and for an event of the sector. */
  alert: alertSchema.nullable(),
});

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
  /** The acknowledgement that was written, or that is over; absent in all other lines. */
  acknowledgement: z.string().optional(),
  /** Who asked for the silence or the acknowledgement. */
  by: z.string().nullable(),
  /**
   * Until when the silence or the acknowledgement was asked for (`null` for no such day), and why, in the words of who asked. Absent
   * in all other lines, and in those of earlier versions.
   */
  until: daySchema.nullable().optional(),
  why: z.string().optional(),
  /** What a run decided, for the event log; absent in lines about what people ask for, and in those of earlier versions. */
  decided: decidedSchema.optional(),
});
export type HistoryRecord = z.infer<typeof recordSchema>;

/**
 * The lines of one version of a ledger, as they are stored. Fields that only a later version knows are ignored. Lines about
 * acknowledgements are of version 2, those with an alert that remembers a floor of version 3.
 */
export const historyForm: StoredForm<HistoryRecord[]> = {
  version: 3,
  schema: z.array(z.object(recordSchema.shape)),
};

/** Whether a line is about a silence or an acknowledgement, and not about what happened to an alert. */
export function isAsked(event: HistoryRecord["event"]): event is AskedEvent {
  return askedEvents.some((asked) => asked === event);
}

/** A line about what happened to an alert, or to the sector. */
export type DecisionLine = HistoryRecord & { event: AlertEvent };

/** The lines about what was decided, without those about what people asked for. */
export function decisionLines(history: readonly HistoryRecord[]): DecisionLine[] {
  return history.filter((line): line is DecisionLine => !isAsked(line.event));
}

/**
 * The version that lines are written in: the first one that knows each of them. An earlier Chokepoint, after a rollback, then
 * says of the others that a newer one wrote them, and still reads the rest.
 */
export function versionOfLines(records: HistoryRecord[]): number {
  const isOfSecond = ({ event }: HistoryRecord) => event === "acknowledged" || event === "unacknowledged";
  const isOfThird = ({ decided }: HistoryRecord) => decided?.alert?.floorKnown !== undefined;
  if (records.some(isOfThird)) return 3;
  return records.some(isOfSecond) ? 2 : 1;
}
