import * as z from "zod";
import { alertEvents } from "../alerts/alert.ts";
import { levels } from "../policy/level.ts";
import { daySchema } from "../values/day.ts";
import { boundsSchema } from "../values/interval.ts";

/** Beside the events of alerts: some changes of a bulletin are not on the bus, because they are too many. */
export const LEFT_OUT = "left-out";
const busEvents = [...alertEvents, LEFT_OUT] as const;
type BusEventKind = (typeof busEvents)[number];

/** The `detail-type` of each event. */
export const detailTypes = {
  raised: "Chokepoint Alert Raised",
  worsened: "Chokepoint Alert Worsened",
  eased: "Chokepoint Alert Eased",
  resolved: "Chokepoint Alert Resolved",
  "rule-changed": "Chokepoint Alert Rule Changed",
  reminder: "Chokepoint Alert Reminder",
  "no-data": "Chokepoint Sector Without Data",
  "data-back": "Chokepoint Sector Data Back",
  stale: "Chokepoint Sector Data Stale",
  fresh: "Chokepoint Sector Data Fresh",
  [LEFT_OUT]: "Chokepoint Alert Changes Left Out",
} as const satisfies Record<BusEventKind, string>;

const text = z.string();
const moneySchema = z.strictObject({
  ...boundsSchema.shape,
  whole: z.number().meta({ description: "All that is bought: of the sector, or of the item or program." }),
  unit: text,
});

/**
 * One change of an alert, or of a whole sector: the `detail` of an event on the bus. What a receiver relies on stays: a field
 * may be added, and none removed or given another meaning, without a new `schemaVersion`.
 */
export const busDetailSchema = z.strictObject({
  schemaVersion: z.literal(1),
  id: text.meta({ description: "The same whenever the same change is sent again: drop what you have seen." }),
  bulletinId: text.meta({ description: "The message of which it is a part; the e-mail has the same id." }),
  alert: text.meta({
    description: "Names the alert as long as it lives, from raised to resolved, in at most 255 characters.",
  }),
  sector: text,
  event: z.enum(busEvents),
  headline: text.meta({
    description:
      "The change in one line of less than 100 ASCII characters, without quotes, backslashes and angle brackets.",
  }),
  text: text.meta({
    description: "What happened in a few sentences, without quotes, backslashes and angle brackets.",
  }),
  rule: text.nullable().meta({ description: "null for the whole sector." }),
  title: text.nullable().meta({ description: "The title of the rule." }),
  group: text.nullable().meta({ description: "The item or program; null for the whole sector." }),
  level: z.enum(levels).meta({ description: "The level now; none when it is over." }),
  levelBefore: z.enum(levels).meta({ description: "The level that readers were told last." }),
  observed: boundsSchema.nullable().meta({
    description:
      "What is certain and what is possible; null when there is nothing to measure, and when data is incomplete and looks better.",
  }),
  limit: z.number().nullable(),
  side: z.enum(["above", "below"]).nullable().meta({ description: "The side of the limit that is bad." }),
  unit: z
    .enum(["fraction", "points", "number"])
    .nullable()
    .meta({ description: "Of observed and limit: fraction (0 to 1), points (HHI), or a number of keys." }),
  money: moneySchema
    .nullable()
    .meta({ description: "What observed is in money; null where it is no share." }),
  asOf: daySchema,
  since: daySchema.nullable().meta({ description: "The day since which the alert is open." }),
  reason: text,
  isExample: z
    .boolean()
    .meta({ description: "Whether some of the data is an example that was never bought." }),
  isIncomplete: z.boolean().meta({ description: "Whether rows are missing: files refused or not finished." }),
  isFollowed: z.boolean().meta({
    description: "Of an end: whether another event of the same bulletin says that the alert goes on.",
  }),
  runbook: text.optional().meta({
    description: "What to do, where the rule says so: an https address, or a text in plain words.",
  }),
  page: text.nullable().meta({ description: "Where the report page of the sector lies; null without one." }),
  leftOut: z.int().nonnegative().meta({ description: "Of left-out: how many changes are not on the bus." }),
});
export type BusDetail = z.infer<typeof busDetailSchema>;

/** An event for the bus, as it waits in the outbox of a ledger. */
export const busEventSchema = z.strictObject({
  type: z.enum(Object.values(detailTypes)),
  detail: busDetailSchema,
});
export type BusEvent = z.infer<typeof busEventSchema>;

/** The fields of a rule, in an event of the whole sector. */
export const NO_RULE = {
  ...{ rule: null, group: null, title: null, limit: null, side: null, since: null },
  ...{ observed: null, unit: null, money: null },
} satisfies Partial<BusDetail>;

const PLAIN: Record<string, string> = { '"': "'", "\\": "/", "<": "(", ">": ")" };

/** A line that can stand between the quotes of a template as it is, and mentions nobody in a chat. */
export function plainLineOf(line: string): string {
  return line.replaceAll(/["\\<>]/g, (mark) => PLAIN[mark] ?? mark);
}
