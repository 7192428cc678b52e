import * as z from "zod";
import { daySchema } from "./calendar.ts";
import { type Definition, definitionSchema } from "./definition.ts";
import { boundsSchema, type Interval } from "./interval.ts";
import { measureSchema } from "./measure.ts";
import { crosses, firstLimit, limitsOf, limitsSchema, type Rule, withMargin } from "./policy.ts";

/** How bad it is, least first. At `possible`, only the bound that counts everything unknown crosses the limit. */
export const levels = ["none", "possible", "warning", "critical"] as const;
export type Level = (typeof levels)[number];

/**
 * What can happen to an alert; `no-data`, `data-back`, `stale` and `fresh` happen to the whole sector. At `rule-changed`
 * the policy has given the rule another definition: the alert of the old one is over, whatever it would find now.
 */
export const alertEvents = [
  "raised",
  "worsened",
  "eased",
  "resolved",
  "rule-changed",
  "reminder",
  "no-data",
  "data-back",
  "stale",
  "fresh",
] as const;
export type AlertEvent = (typeof alertEvents)[number];
export type RuleEvent = Exclude<AlertEvent, SectorEvent>;
export type SectorEvent = Extract<AlertEvent, "no-data" | "data-back" | "stale" | "fresh">;

/**
 * The memory of one rule (and group) over time. At level `none` it is not open: either it crosses a limit but not yet
 * on enough runs in a row, or its end is still to be told because a silence hides it.
 */
export const alertSchema = z.strictObject({
  rule: z.string(),
  group: z.string().nullable(),
  title: z.string(),
  measure: measureSchema,
  side: z.enum(["above", "below"]),
  /** What its rule has one alert for; not given in an alert that was stored before this was kept. */
  by: definitionSchema.shape.by.optional(),
  level: z.enum(levels),
  /** The limit that its level stands for, in the measure's own unit. */
  limit: z.number(),
  /** The day as of which it was raised; before that, the day as of which a limit was first crossed. */
  since: daySchema,
  /** Whether the very first look at the sector found it: then it may have begun on any day before. */
  atFirstLook: z.boolean().default(false),
  /** On how many runs in a row a limit has been crossed, while it is not raised. */
  crossings: z.int().nonnegative(),
  /** The levels that the last runs came to, oldest first: as many as `keep` looks back at. */
  recent: z.array(z.enum(levels)),
  /** What its readers were told last, and as of when; `null` before they were told and once they know that it is over. */
  told: z
    .strictObject({
      level: z.enum(levels).exclude(["none"]),
      asOf: daySchema,
      limits: limitsSchema,
      /** The value that they were told; not given in what was stored before this was kept. */
      observed: boundsSchema.optional(),
      /** What the rule was when they were told, if that is not what it is now. */
      of: definitionSchema.optional(),
    })
    .nullable(),
  /** Whether a silence hid it in the last run. */
  hidden: z.boolean(),
  /** All limits of its rule in the last run. */
  limits: limitsSchema,
  /** What was observed last, and as of when. An upper bound of `null` is no bound. */
  observed: boundsSchema,
  observedAsOf: daySchema,
});
export type Alert = z.infer<typeof alertSchema>;

/** Whether it is at a level. */
export function isOpen({ level }: Pick<Alert, "level">): boolean {
  return level !== "none";
}

/**
 * The definition that an alert was observed by. One with a group that was stored before `by` was kept has the `by` of
 * its rule now.
 */
export function definitionOfAlert({ measure, side, by, group }: Alert, now: Definition): Definition {
  return { measure, side, by: by !== undefined ? by : group === null ? null : (now.by ?? "item") };
}

/** What tells alerts of a sector apart. */
export function alertKey({ rule, group }: Pick<Alert, "rule" | "group">): string {
  return JSON.stringify([rule, group]);
}

/**
 * The level that an observation reaches. With `inside`, limits count as that much nearer: what does not reach a level
 * even so is inside its limit by at least that margin.
 */
export function levelOf(rule: Rule, { lower, upper }: Interval, inside = 0): Level {
  const { side, limits } = limitsOf(rule);
  const [certain, possible] = side === "above" ? [lower, upper] : [upper, lower];
  const isBeyond = (value: number, limit: number) =>
    inside === 0 ? crosses(rule, value, limit) : crosses(rule, value, withMargin(limit, side, inside), false);
  for (const level of ["critical", "warning"] as const) {
    const limit = limits[level];
    if (limit !== undefined && isBeyond(certain, limit)) return level;
  }
  return isBeyond(possible, firstLimit(rule)) ? "possible" : "none";
}

/** The limit that a level stands for; at `possible` and `none` the one that is crossed first. */
export function limitOf(rule: Rule, level: Level): number {
  const { limits } = limitsOf(rule);
  const own = level === "critical" || level === "warning" ? limits[level] : undefined;
  return own ?? firstLimit(rule);
}

/** Whether a rule may page as of a day. */
export function isInForce(rule: Rule, asOf: string): boolean {
  return !isOver(rule, asOf) && (rule.effectiveFrom === undefined || asOf >= rule.effectiveFrom);
}

/** Whether a rule's time has ended by a day. */
export function isOver(rule: Rule, asOf: string): boolean {
  return rule.effectiveUntil !== undefined && asOf >= rule.effectiveUntil;
}

/** Where a level stands among the others: higher is worse. */
export function rank(level: Level): number {
  return levels.indexOf(level);
}

/** The worse of two levels. */
export function worse(a: Level, b: Level): Level {
  return rank(a) >= rank(b) ? a : b;
}
