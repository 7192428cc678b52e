import * as z from "zod";
import { type Definition, definitionSchema } from "../policy/definition.ts";
import { levels } from "../policy/level.ts";
import { measureSchema } from "../policy/measure.ts";
import { limitsSchema } from "../policy/rule.ts";
import { type Day, daySchema } from "../values/day.ts";
import { boundsSchema } from "../values/interval.ts";

/**
 * The events of an alert. `no-data`, `data-back`, `stale` and `fresh` are events of the whole sector.
 * `rule-changed` means that the policy has given the rule another definition: the alert of the old definition
 * is over, whatever it would find now.
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
 * The memory of one rule (and group) over time. At level `none` the alert is not open: either it crosses a
 * limit but not yet on enough runs in a row, or a silence has hidden its end from readers.
 */
export const alertSchema = z.strictObject({
  rule: z.string(),
  group: z.string().nullable(),
  title: z.string(),
  measure: measureSchema,
  side: z.enum(["above", "below"]),
  /**
   * Whether the rule has one alert per item or program; absent in alerts that were stored before this field
   * existed.
   */
  by: definitionSchema.shape.by.optional(),
  level: z.enum(levels),
  /** The limit of its level, in the unit of the measure. */
  limit: z.number(),
  /** The day on which it was raised; before that, the day on which a limit was first crossed. */
  since: daySchema,
  /** Whether the first look at the sector found it. Then it may have begun on any day before. */
  atFirstLook: z.boolean().default(false),
  /** On how many runs in a row a limit was crossed, before the alert is raised. */
  pendingRuns: z.int().nonnegative(),
  /** The levels of the last runs, oldest first: as many as `keep` needs. */
  recentLevels: z.array(z.enum(levels)),
  /**
   * What readers were told last, and on which day; `null` before they were told, and after they were told that
   * it is over.
   */
  lastNotified: z
    .strictObject({
      level: z.enum(levels).exclude(["none"]),
      asOf: daySchema,
      limits: limitsSchema,
      /** The value that they were told; absent in what was stored before this field existed. */
      observed: boundsSchema.optional(),
      /** The definition of the rule at that time, when it differs from today's. */
      of: definitionSchema.optional(),
    })
    .nullable(),
  /** Whether a silence hid it in the last run. */
  wasSilenced: z.boolean(),
  /** All limits of its rule in the last run. */
  limits: limitsSchema,
  /** What was observed last, and on which day. An upper bound of `null` means no bound. */
  observed: boundsSchema,
  observedAsOf: daySchema,
  /**
   * The floor of its rule when readers were last told of it; before that, in the run before it began. Absent for a rule without
   * a floor.
   */
  floorKnown: z.number().positive().optional(),
});
export type Alert = z.infer<typeof alertSchema>;

/** Whether the alert is open: at a level other than `none`. */
export function isOpen({ level }: Pick<Alert, "level">): boolean {
  return level !== "none";
}

/**
 * The definition that an alert was observed with. An alert with a group that was stored before `by` existed
 * gets the `by` of its rule today.
 */
export function definitionOfAlert({ measure, side, by, group }: Alert, now: Definition): Definition {
  return { measure, side, by: by !== undefined ? by : group === null ? null : (now.by ?? "item") };
}

/** The part of an alert that remembers a floor. */
export function withFloorKnown(floor: number | null): Pick<Alert, "floorKnown"> {
  return floor === null ? {} : { floorKnown: floor };
}

/**
 * The alert without future days, which an earlier version may have stored when a run was made by hand to look
 * ahead.
 */
export function notAfter(alert: Alert, asOf: Day): Alert {
  const earlier = (day: Day) => (day < asOf ? day : asOf);
  const lastNotified = alert.lastNotified && {
    ...alert.lastNotified,
    asOf: earlier(alert.lastNotified.asOf),
  };
  return { ...alert, since: earlier(alert.since), observedAsOf: earlier(alert.observedAsOf), lastNotified };
}
