import * as z from "zod";
import { POSITION_SHARDS } from "../../shared/contract/tables.ts";
import { readJson } from "../../shared/values/json-text.ts";
import { quoted, shown } from "../../shared/values/parse.ts";
import { readSchedule } from "../schedule/schedule.ts";
import { addressSchema } from "./subscribers.ts";

/** E-mail addresses in one text, separated by commas. */
export const addressListSchema = z
  .string()
  .transform((text) => text.split(",").map((address) => address.trim()))
  .pipe(z.array(addressSchema));

// A reader looks into every shard, also when there is nothing in it.
const MOST_SHARDS = 1024;

/** A whole number; `sentence` refuses anything else. On the command line a number arrives as text. */
function wholeNumber(sentence: string) {
  const fromText = z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number);
  return z.union([z.int(), fromText], sentence);
}

/** A whole number of days, from 1 to `most`. */
export function wholeDays(most: number) {
  return upTo(most, `must be a whole number of days, 1 to ${most}`);
}

/** A whole number of positions, from 1 to `most`. */
export function wholePositions(most: number) {
  return upTo(most, `must be a whole number of positions, 1 to ${most}`);
}

/** A number of shards: whole series of them. */
const SHARDS = `must be a multiple of ${POSITION_SHARDS}, up to ${MOST_SHARDS}`;
export const shardsSchema = wholeNumber(SHARDS).refine(
  (shards) => shards > 0 && shards <= MOST_SHARDS && shards % POSITION_SHARDS === 0,
  SHARDS,
);

function upTo(most: number, sentence: string) {
  return wholeNumber(sentence).refine((number) => number >= 1 && number <= most, sentence);
}

/** An expression of EventBridge Scheduler. */
export const scheduleSchema = z.string().superRefine((expression, context) => {
  const read = readSchedule(expression);
  if ("problem" in read) context.addIssue({ code: "custom", message: read.problem });
});

/** The name of a time zone. */
export const timeZoneSchema = z
  .string()
  .refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC", {
    error: (issue) => `${shown(issue.input)} is not a time zone like America/New_York`,
  });

/**
 * A value of the schema, or the same as JSON text: on the command line (`-c emails='{"ai":[…]}'`) everything is
 * text. The example is what is told to write instead of a text that is not JSON.
 */
export function orJson<Schema extends z.ZodType>(key: string, schema: Schema, example: z.input<Schema>) {
  return z.preprocess((value, context) => {
    if (typeof value !== "string") return value;
    const read = readJson(value);
    if ("value" in read) return read.value;
    const write = `on the command line write -c ${key}='${JSON.stringify(example)}', with both kinds of quotes`;
    context.addIssue({ code: "custom", message: `${quoted(value)} ${read.problem}; ${write}` });
    return z.NEVER;
  }, schema);
}

/** How many days CloudWatch can keep logs. */
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const LOG_RETENTION = `must be one of ${LOG_RETENTION_DAYS.join(", ")}`;

/** How many days logs are kept. */
export const logRetentionSchema = wholeNumber(LOG_RETENTION).refine(
  (days) => LOG_RETENTION_DAYS.includes(days),
  LOG_RETENTION,
);
