import * as z from "zod";
import { policies, unknownSector } from "../shared/policies.ts";
import { firstProblem } from "../shared/problem.ts";

/** A context that cannot be deployed; the message is one sentence for whoever typed it. */
export class ContextError extends Error {
  override name = "ContextError";
}

const sectorSchema = z.string().refine((sector) => policies.has(sector), {
  error: (issue) => unknownSector(String(issue.input)),
});

const addressSchema = z.email({ error: (issue) => `"${String(issue.input)}" is not an e-mail address` });

const addressListSchema = z
  .string()
  .transform((text) => text.split(",").map((address) => address.trim()))
  .pipe(z.array(addressSchema));

function wholeDays(most: number) {
  return z.coerce
    .number("must be a whole number of days")
    .refine(
      (days) => Number.isInteger(days) && days >= 1 && days <= most,
      `must be a whole number of days, 1 to ${most}`,
    );
}

const cronField = "[^\\s()]+";
const scheduleSchema = z
  .string()
  .regex(
    new RegExp(
      `^(rate\\((1 (minute|hour|day)|([2-9]|[1-9]\\d+) (minutes|hours|days))\\)|cron\\(${cronField}( ${cronField}){5}\\))$`,
    ),
    "must be like rate(1 day) or cron(0 6 * * ? *)",
  );

const timeZoneSchema = z
  .string()
  .refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC", {
    error: (issue) => `"${String(issue.input)}" is not a time zone like America/New_York`,
  });

// On the command line (`-c emails='{"ai":[…]}'`) everything arrives as text.
function orJson<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value, context) => {
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: `"${value}" is not JSON` });
      return z.NEVER;
    }
  }, schema);
}

/** How long CloudWatch can keep logs, in days. */
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const contextSchema = z.strictObject({
  stackName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,127}$/, "must be letters, digits and hyphens, and begin with a letter")
    .default("Chokepoint"),
  /** Addresses that receive the bulletins of every sector, separated by commas. */
  email: addressListSchema.default([]),
  /** Addresses by sector. */
  emails: orJson(z.partialRecord(sectorSchema, z.array(addressSchema))).default({}),
  /** When every sector is recomputed. */
  schedule: scheduleSchema.default("cron(0 6 * * ? *)"),
  /** When single sectors are recomputed instead. */
  schedules: orJson(z.partialRecord(sectorSchema, scheduleSchema)).default({}),
  timeZone: timeZoneSchema.default("UTC"),
  logRetentionDays: z.coerce
    .number()
    .refine((days) => LOG_RETENTION_DAYS.includes(days), `must be one of ${LOG_RETENTION_DAYS.join(", ")}`)
    .default(90),
  /** Addresses that are told what is wrong with the watching itself, separated by commas. */
  operations: addressListSchema.default([]),
  /** When the digest of every sector is sent. */
  digest: scheduleSchema.default("cron(0 7 ? * MON *)"),
  /** How long assessments and the history of alerts are kept, in days. */
  historyDays: wholeDays(36_525).default(1096),
  /** After how many days without a newer assessment the watchdog calls a sector stale. */
  staleAfterDays: wholeDays(366).default(3),
  /** Whether the tables and the bucket stay when the stack is destroyed. */
  keepData: z.union([z.boolean(), z.stringbool()], { error: "must be true or false" }).default(true),
});

/** One address and the sectors whose bulletins it receives. SNS knows an address only once per topic. */
export interface Subscriber {
  address: string;
  sectors: string[];
}

/** When something happens. */
export interface Timing {
  expression: string;
  timeZone: string;
}

/** When a sector is recomputed. */
export interface SectorSchedule extends Timing {
  sector: string;
}

/** Everything about a deployment that its owner decides. */
export interface Deployment {
  stackName: string;
  subscribers: Subscriber[];
  /** Addresses on the operations topic. */
  operators: string[];
  schedules: SectorSchedule[];
  digest: Timing;
  historyDays: number;
  staleAfterDays: number;
  logRetentionDays: number;
  keepData: boolean;
}

/**
 * Reads the deployment from the CDK context (`-c key=value`, or `context` in cdk.json).
 * @throws ContextError naming the key and the reason; a key that is not known is refused, since a misspelt
 * `email` would deploy a stack that tells nobody.
 */
export function readDeployment(context: Record<string, unknown>): Deployment {
  const own = Object.entries(context).filter(([key]) => !isOfCdk(key));
  const parsed = contextSchema.safeParse(Object.fromEntries(own));
  if (!parsed.success) throw new ContextError(`context: ${firstProblem(parsed.error)}`);
  const { stackName, logRetentionDays, historyDays, staleAfterDays, keepData } = parsed.data;
  const { schedule, schedules, digest, timeZone } = parsed.data;
  return {
    stackName,
    logRetentionDays,
    historyDays,
    staleAfterDays,
    keepData,
    operators: [...new Set(parsed.data.operations)].sort(),
    digest: { expression: digest, timeZone },
    subscribers: subscribersOf(parsed.data.email, parsed.data.emails),
    schedules: [...policies.keys()].map((sector) => ({
      sector,
      expression: schedules[sector] ?? schedule,
      timeZone,
    })),
  };
}

function subscribersOf(everything: string[], bySector: Partial<Record<string, string[]>>): Subscriber[] {
  const sectors = [...policies.keys()];
  const addresses = new Set([...everything, ...Object.values(bySector).flatMap((list) => list ?? [])]);
  return [...addresses].sort().map((address) => ({
    address,
    sectors: sectors.filter((sector) => everything.includes(address) || bySector[sector]?.includes(address)),
  }));
}

function isOfCdk(key: string): boolean {
  return (
    key.startsWith("@aws-cdk") ||
    key.startsWith("aws:cdk:") ||
    key === "cli-telemetry" ||
    key.includes(":account=")
  );
}
