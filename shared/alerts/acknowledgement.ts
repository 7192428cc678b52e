import * as z from "zod";
import { alertKey, levels } from "../policy/level.ts";
import { type Day, daySchema } from "../values/day.ts";
import { type Alert, isOpen, type RuleEvent } from "./alert.ts";

/**
 * Somebody knows of an open alert: no reminder of it is sent until it worsens, is over, or the day comes. Those of one
 * request have the same id.
 */
export const acknowledgementSchema = z.strictObject({
  id: z.string(),
  rule: z.string(),
  group: z.string().nullable(),
  /** The level of the alert at that time. */
  level: z.enum(levels).exclude(["none"]),
  /** The run for this day may remind again; `null` for no such day. */
  until: daySchema.nullable(),
  by: z.string(),
  reason: z.string(),
  /** The instant of the request. */
  since: z.iso.datetime(),
});
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

/** Why an acknowledgement ended by itself. */
export type AcknowledgementEnd = "worsened" | "over" | "rule-changed" | "day-reached";

export interface EndedAcknowledgement {
  acknowledgement: Acknowledgement;
  end: AcknowledgementEnd;
}

/** The acknowledgement of an alert; `null` when there is none. */
export function acknowledgementOf(
  acknowledgements: Acknowledgement[],
  alert: Pick<Alert, "rule" | "group">,
): Acknowledgement | null {
  return acknowledgements.findLast((one) => alertKey(one) === alertKey(alert)) ?? null;
}

/** The acknowledgement after its alert has changed; `null` when that has ended it. */
export function acknowledgementAfter(
  acknowledgement: Acknowledgement | null,
  { state, event, asOf }: { state: Pick<Alert, "level">; event: RuleEvent | null; asOf: Day },
): Acknowledgement | null {
  if (acknowledgement === null || !isOpen(state) || event === "worsened") return null;
  return isReached(acknowledgement, asOf) ? null : acknowledgement;
}

function isReached({ until }: Acknowledgement, asOf: Day): boolean {
  return until !== null && asOf >= until;
}

/** What a run decided about an alert, as far as its acknowledgement needs it. */
interface Decided extends Pick<Alert, "rule" | "group"> {
  event: RuleEvent | null;
  next: Pick<Alert, "level"> | null;
  /** The acknowledgement that goes on. */
  acknowledgement: Acknowledgement | null;
}

/** Those that the decisions of a run have ended, and why. */
export function endedAcknowledgements(
  before: Acknowledgement[],
  decisions: Decided[],
): EndedAcknowledgement[] {
  const byAlert = Map.groupBy(decisions, alertKey);
  return before.flatMap((acknowledgement) => {
    const decided = byAlert.get(alertKey(acknowledgement)) ?? [];
    if (decided.some((one) => one.acknowledgement === acknowledgement)) return [];
    return { acknowledgement, end: endBy(decided) };
  });
}

function endBy(decided: Decided[]): AcknowledgementEnd {
  const events = decided.map(({ event }) => event);
  if (events.includes("rule-changed")) return "rule-changed";
  if (!decided.some(({ next }) => next !== null && isOpen(next))) return "over";
  return events.includes("worsened") ? "worsened" : "day-reached";
}
