import * as z from "zod";
import { type Definition, definitionSchema } from "../policy/definition.ts";
import { levels } from "../policy/level.ts";
import { measureSchema } from "../policy/measure.ts";
import { limitsSchema } from "../policy/policy.ts";
import { daySchema } from "../values/day.ts";
import { boundsSchema } from "../values/interval.ts";

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
  pendingRuns: z.int().nonnegative(),
  /** The levels that the last runs came to, oldest first: as many as `keep` looks back at. */
  recentLevels: z.array(z.enum(levels)),
  /** What its readers were told last, and as of when; `null` before they were told and once they know that it is over. */
  lastNotified: z
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
  wasSilenced: z.boolean(),
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
