import * as z from "zod";
import { daySchema } from "./calendar.ts";
import { boundsSchema, type Interval, toBounds } from "./interval.ts";
import { type Measure, measureSchema } from "./measure.ts";
import type { Observation } from "./observation.ts";
import { crosses, firstLimit, limitsOf, type Rule } from "./policy.ts";

/** How bad it is, least first. At `possible`, only the bound that counts everything unknown crosses the limit. */
export const levels = ["none", "possible", "warning", "critical"] as const;
export type Level = (typeof levels)[number];

/** What can happen to an alert; `no-data` and `data-back` happen to the whole sector. */
export const alertEvents = ["raised", "worsened", "eased", "resolved", "no-data", "data-back"] as const;
export type AlertEvent = (typeof alertEvents)[number];

/** The memory of one rule (and group) over time; kept while its level is not `none`. */
export const alertSchema = z.strictObject({
  rule: z.string(),
  group: z.string().nullable(),
  title: z.string(),
  measure: measureSchema,
  side: z.enum(["above", "below"]),
  level: z.enum(levels).exclude(["none"]),
  /** The limit that its level stands for, in the measure's own unit. */
  limit: z.number(),
  /** The day as of which it was raised. */
  since: daySchema,
  /** What was observed last, and as of when. An upper bound of `null` is no bound. */
  observed: boundsSchema,
  observedAsOf: daySchema,
});
export type Alert = z.infer<typeof alertSchema>;

/** Why a decision was taken, in the words of a test row. */
export type Reason =
  | "inside its limits"
  | "crossed a limit"
  | "went to a higher level"
  | "went to a lower level"
  | "back inside its limits"
  | "unchanged"
  | "not in force yet"
  | "an incomplete assessment eases nothing"
  | "without exposure nothing is decided"
  | "the rule has left the policy"
  | "its group has left the sector";

/** What was decided about one rule: the alert to remember (`null` for none), what happened, and why. */
export interface Decision {
  rule: string;
  group: string | null;
  title: string;
  measure: Measure;
  /** On which side of its limits trouble lies. */
  side: "above" | "below";
  /** The limit that its level stands for now; inside all limits, the one that it would cross first. */
  limit: number;
  previous: Alert | null;
  next: Alert | null;
  event: AlertEvent | null;
  reason: Reason;
  /** What was observed in this run; `null` when there was nothing to observe. */
  observed: Interval | null;
}

export interface DecisionInput {
  previous: Alert | null;
  observation: Observation;
  incomplete: boolean;
  asOf: string;
}

/** Decides one rule from its last alert and what was observed now. Pure: the same input, the same decision. */
export function decideAlert(input: DecisionInput): Decision {
  const { previous, observation } = input;
  const { rule, group, observed } = observation;
  const { id, title, measure } = rule;
  const { side } = limitsOf(rule);
  const decided = outcome(input);
  const limit = decided.next?.limit ?? firstLimit(rule);
  return { rule: id, group, title, measure, side, limit, previous, observed, ...decided };
}

function outcome(input: DecisionInput): Pick<Decision, "next" | "event" | "reason"> {
  const { previous, observation, incomplete, asOf } = input;
  const { rule, observed } = observation;
  if (observed === null)
    return { next: previous, event: null, reason: "without exposure nothing is decided" };
  const inForce = isInForce(rule, asOf);
  const reached = inForce ? levelOf(rule, observed) : null;
  const change = rank(reached?.level ?? "none") - rank(previous?.level ?? "none");
  if (change < 0 && incomplete) {
    return { next: previous, event: null, reason: "an incomplete assessment eases nothing" };
  }
  if (reached === null) {
    if (!inForce) return { next: null, event: previous && "resolved", reason: "not in force yet" };
    if (previous === null) return { next: null, event: null, reason: "inside its limits" };
    return { next: null, event: "resolved", reason: "back inside its limits" };
  }
  const next = alertFrom(observation, reached, observed, previous?.since ?? asOf, asOf);
  if (previous === null) return { next, event: "raised", reason: "crossed a limit" };
  if (change > 0) return { next, event: "worsened", reason: "went to a higher level" };
  if (change < 0) return { next, event: "eased", reason: "went to a lower level" };
  return { next, event: null, reason: "unchanged" };
}

/** Closes an alert that there is nothing to observe for any more. */
export function closeAlert(previous: Alert, reason: Reason): Decision {
  return { ...subjectOf(previous), next: null, event: "resolved", reason };
}

/** Keeps an alert that could not be observed this time. */
export function holdAlert(previous: Alert): Decision {
  return {
    ...subjectOf(previous),
    next: previous,
    event: null,
    reason: "without exposure nothing is decided",
  };
}

function subjectOf(previous: Alert): Omit<Decision, "next" | "event" | "reason"> {
  const { rule, group, title, measure, side, limit } = previous;
  return { rule, group, title, measure, side, limit, previous, observed: null };
}

/** The level that an observation reaches and the limit it crosses, or `null` inside all limits. */
export function levelOf(rule: Rule, { lower, upper }: Interval): Pick<Alert, "level" | "limit"> | null {
  const { side, limits } = limitsOf(rule);
  const [certain, possible] = side === "above" ? [lower, upper] : [upper, lower];
  for (const level of ["critical", "warning"] as const) {
    const limit = limits[level];
    if (limit !== undefined && crosses(rule, certain, limit)) return { level, limit };
  }
  const limit = firstLimit(rule);
  return crosses(rule, possible, limit) ? { level: "possible", limit } : null;
}

/** Whether a rule may page as of a day. */
export function isInForce(rule: Rule, asOf: string): boolean {
  return rule.effectiveFrom === undefined || asOf >= rule.effectiveFrom;
}

/** Where a level stands among the others: higher is worse. */
export function rank(level: Level): number {
  return levels.indexOf(level);
}

function alertFrom(
  { rule, group }: Observation,
  reached: Pick<Alert, "level" | "limit">,
  observed: Interval,
  since: string,
  asOf: string,
): Alert {
  return {
    rule: rule.id,
    group,
    title: rule.title,
    measure: rule.measure,
    side: limitsOf(rule).side,
    ...reached,
    since,
    observed: toBounds(observed),
    observedAsOf: asOf,
  };
}
