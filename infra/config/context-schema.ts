import * as z from "zod";
import { callSchema } from "../../shared/contract/call.ts";
import { POSITION_SHARDS } from "../../shared/contract/tables.ts";
import { attachedTablesSchema } from "./attached-tables.ts";
import {
  addressListSchema,
  logRetentionSchema,
  orJson,
  scheduleSchema,
  shardsSchema,
  timeZoneSchema,
  wholeDays,
  wholePositions,
} from "./context-fields.ts";
import { functionChoicesSchema } from "./function-sizes.ts";
import { MOST_STALE_DAYS } from "./heartbeat.ts";
import { addressSchema, type Sectors, sectorSchema, subscriberSchema } from "./subscribers.ts";

/** A key that is true or false: as a text on the command line. */
export const isTrue = z.union([z.boolean(), z.stringbool()], { error: "must be true or false" });

/** What the context may say about a deployment of these sectors. */
export function contextSchema(sectors: Sectors) {
  return z.strictObject({
    ...stackFields,
    ...receiverFields(sectors),
    ...timeFields(sectors),
    ...keepingFields,
    /** Whether each change of an alert also goes to a topic for chats, in the form of Amazon Q Developer. */
    chat: isTrue.default(false),
    /** Memory and concurrency of single functions. */
    functions: orJson("functions", functionChoicesSchema, { digest: { memory: 1024 } }).default({}),
    /** Existing tables, by what they hold: the stack uses these and does not create its own. */
    tables: orJson("tables", attachedTablesSchema, { positions: "my-positions" }).default({}),
    /** Whether X-Ray records what the functions do. */
    tracing: isTrue.default(false),
    /** Whether the tables, the bucket, the logs and the key stay when the stack is destroyed. */
    keepData: isTrue.optional(),
  });
}

export type ContextChoices = z.infer<ReturnType<typeof contextSchema>>;

const stackFields = {
  stage: z.enum(["dev", "prod"], "must be dev or prod").default("prod"),
  stackName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,127}$/, "must be letters, digits and hyphens, and begin with a letter")
    .optional(),
  /** How the commands of messages call Chokepoint. */
  command: callSchema.optional(),
};

function receiverFields(sectors: Sectors) {
  return {
    /** Addresses that receive everything about every sector, separated by commas. */
    email: addressListSchema.default([]),
    /** Addresses by sector. */
    emails: orJson("emails", z.partialRecord(sectorSchema(sectors), z.array(addressSchema)), {
      [firstOf(sectors)]: ["you@example.com"],
    }).default({}),
    /** Other subscribers, or subscribers that choose sectors and a level. */
    subscribers: orJson("subscribers", z.array(subscriberSchema(sectors)), [
      { protocol: "email", endpoint: "you@example.com", level: "critical" },
    ]).default([]),
    /** Addresses that are told about problems of the monitoring itself, separated by commas. */
    operations: addressListSchema.default([]),
  };
}

/** A sector for examples. */
function firstOf({ deployed }: Sectors): string {
  const [first = "ai"] = deployed.keys();
  return first;
}

function timeFields(sectors: Sectors) {
  return {
    /** When every sector is recomputed. */
    schedule: scheduleSchema.default("cron(0 6 * * ? *)"),
    /** When single sectors are recomputed instead. */
    schedules: orJson("schedules", z.partialRecord(sectorSchema(sectors), scheduleSchema), {
      [firstOf(sectors)]: "rate(1 day)",
    }).default({}),
    /** When the digest of every sector is sent. */
    digest: scheduleSchema.default("cron(0 7 ? * MON *)"),
    /** Whether a test message is sent to the operations topic on the first day of each month. */
    testNotification: z.enum(["monthly"], "must be monthly, or left out").optional(),
    timeZone: timeZoneSchema.default("UTC"),
  };
}

// Even at half the speed that was measured, one function reads this many in about two minutes.
const PARTS_ABOVE = 20_000_000;
const MOST_PARTS_ABOVE = 1_000_000_000;

const keepingFields = {
  /** How many days assessments and the history of alerts are kept. */
  historyDays: wholeDays(36_525).default(1096),
  /** How many shards of a sector are read, and how many are written to. They can be raised, and never lowered. */
  shardsRead: shardsSchema.default(POSITION_SHARDS),
  shardsWritten: shardsSchema.default(POSITION_SHARDS),
  /** A sector with more positions than this to read is folded in parts. */
  partsAbove: wholePositions(MOST_PARTS_ABOVE).default(PARTS_ABOVE),
  /**
   * The watchdog reports a sector after this many days without a newer assessment; by default its schedule
   * decides.
   */
  staleAfterDays: wholeDays(MOST_STALE_DAYS).optional(),
  logRetentionDays: logRetentionSchema.optional(),
};
