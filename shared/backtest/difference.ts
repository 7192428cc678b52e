import type { Day } from "../values/day.ts";
import type { ReplayRun } from "./replay.ts";
import { eventsSent, type SentEvent } from "./summary.ts";

/**
 * What one of two policies would have sent on a day (`events`), and which of these events the other would not
 * have sent (`only`).
 */
interface SentOnDay {
  subject: string;
  events: SentEvent[];
  only: SentEvent[];
}

/**
 * A day on which at least one of two policies would have sent something; `null` for the policy that would not.
 */
export interface DayCompared {
  asOf: Day;
  shipped: SentOnDay | null;
  tried: SentOnDay | null;
}

/** Compares two replays of the same days. Events are the same when rule, group, event and level are the same. */
export function compareReplays(shipped: ReplayRun[], tried: ReplayRun[]): DayCompared[] {
  return shipped.flatMap((run, at) => {
    const other = tried[at];
    if (other?.asOf !== run.asOf) throw new Error(`the runs of ${run.asOf} cannot be compared`);
    if (run.bulletin === null && other.bulletin === null) return [];
    return { asOf: run.asOf, shipped: sentOf(run, other), tried: sentOf(other, run) };
  });
}

/** Whether the events of two policies differ on a day. */
export function isDifferent({ shipped, tried }: DayCompared): boolean {
  return (shipped?.only.length ?? 0) + (tried?.only.length ?? 0) > 0;
}

/** A text that identifies an event within one run. */
export function eventKey({ rule, group, event, level }: SentEvent): string {
  return JSON.stringify([rule, group, event, level]);
}

function sentOf(run: ReplayRun, other: ReplayRun): SentOnDay | null {
  if (run.bulletin === null) return null;
  const events = eventsSent(run);
  const others = new Set(eventsSent(other).map(eventKey));
  return {
    subject: run.bulletin.subject,
    events,
    only: events.filter((event) => !others.has(eventKey(event))),
  };
}
