import { basename } from "node:path";
import * as z from "zod";
import type { TableName } from "../../shared/contract/names.ts";
import { brokenPolicies, type Policies, soundPolicies } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { quoted, readAs, shown } from "../../shared/values/parse.ts";
import { problemSentence } from "../../shared/values/problem.ts";
import { readSchedule } from "../schedule/schedule.ts";
import { type AttachedTable, attachedTablesSchema } from "./attached-tables.ts";
import { chooseSectors } from "./chosen-sectors.ts";
import { readConfigFile } from "./config-file.ts";
import { ContextError } from "./context-error.ts";
import { type FunctionName, type FunctionSize, functionChoicesSchema, sizesOf } from "./function-sizes.ts";
import { MOST_STALE_DAYS } from "./heartbeat.ts";
import { type Operators, operatorsOf } from "./operators.ts";
import { POLICY_FOLDER } from "./policy-folder.ts";
import { readGaps, readStaleDays, refuseNever, type SpacedSchedule } from "./sector-gaps.ts";
import {
  addressSchema,
  type Sectors,
  type Subscriber,
  sectorSchema,
  subscriberSchema,
  subscribersOf,
} from "./subscribers.ts";

const addressListSchema = z
  .string()
  .transform((text) => text.split(",").map((address) => address.trim()))
  .pipe(z.array(addressSchema));

// On the command line a number arrives as text.
function daysSchema(sentence: string) {
  const fromText = z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number);
  return z.union([z.int(), fromText], sentence);
}

function wholeDays(most: number) {
  const sentence = `must be a whole number of days, 1 to ${most}`;
  return daysSchema(sentence).refine((days) => days >= 1 && days <= most, sentence);
}

const scheduleSchema = z.string().superRefine((expression, context) => {
  const read = readSchedule(expression);
  if ("problem" in read) context.addIssue({ code: "custom", message: read.problem });
});

const timeZoneSchema = z
  .string()
  .refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC", {
    error: (issue) => `${shown(issue.input)} is not a time zone like America/New_York`,
  });

// On the command line (`-c emails='{"ai":[…]}'`) everything arrives as text.
function orJson<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value, context) => {
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: `${quoted(value)} is not JSON` });
      return z.NEVER;
    }
  }, schema);
}

/** How long CloudWatch can keep logs, in days. */
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const LOG_RETENTION = `must be one of ${LOG_RETENTION_DAYS.join(", ")}`;

/** What is so unless said otherwise: in `dev` everything can go again, in `prod` nothing goes by mistake. */
const STAGES = {
  dev: { stackName: "Chokepoint-dev", keepData: false, logRetentionDays: 14 },
  prod: { stackName: "Chokepoint", keepData: true, logRetentionDays: 90 },
} as const;

function contextSchema(sectors: Sectors) {
  return z.strictObject({
    stage: z.enum(["dev", "prod"], "must be dev or prod").default("prod"),
    stackName: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{0,127}$/, "must be letters, digits and hyphens, and begin with a letter")
      .optional(),
    /** Addresses that receive everything about every sector, separated by commas. */
    email: addressListSchema.default([]),
    /** Addresses by sector. */
    emails: orJson(z.partialRecord(sectorSchema(sectors), z.array(addressSchema))).default({}),
    /** Anyone else, or with a choice of sectors and a level. */
    subscribers: orJson(z.array(subscriberSchema(sectors))).default([]),
    /** Addresses that are told what is wrong with the watching itself, separated by commas. */
    operations: addressListSchema.default([]),
    /** When every sector is recomputed. */
    schedule: scheduleSchema.default("cron(0 6 * * ? *)"),
    /** When single sectors are recomputed instead. */
    schedules: orJson(z.partialRecord(sectorSchema(sectors), scheduleSchema)).default({}),
    /** When the digest of every sector is sent. */
    digest: scheduleSchema.default("cron(0 7 ? * MON *)"),
    timeZone: timeZoneSchema.default("UTC"),
    /** How long assessments and the history of alerts are kept, in days. */
    historyDays: wholeDays(36_525).default(1096),
    /** After how many days without a newer assessment the watchdog calls a sector stale; by its schedule unless set. */
    staleAfterDays: wholeDays(MOST_STALE_DAYS).optional(),
    logRetentionDays: daysSchema(LOG_RETENTION)
      .refine((days) => LOG_RETENTION_DAYS.includes(days), LOG_RETENTION)
      .optional(),
    /** Memory and concurrency of single functions. */
    functions: orJson(functionChoicesSchema).default({}),
    /** Tables that are there already, by what they hold: the stack works with these instead of making its own. */
    tables: orJson(attachedTablesSchema).default({}),
    /** Whether the tables, the bucket, the logs and the key stay when the stack is destroyed. */
    keepData: z.union([z.boolean(), z.stringbool()], { error: "must be true or false" }).optional(),
  });
}

/** When something happens. */
export interface Timing {
  expression: string;
  timeZone: string;
}

/** When a sector is recomputed. */
export interface SectorSchedule extends Timing, SpacedSchedule {
  /** After how many days without a newer position its policy calls its data stale; `null` for never. */
  dataStaleAfterDays: number | null;
}

/** Everything about a deployment that its owner decides. */
export interface Deployment {
  /** The policy of each sector that is deployed, and the folder that they stand in. */
  policies: Policy[];
  policyFolder: string;
  stage: keyof typeof STAGES;
  stackName: string;
  subscribers: Subscriber[];
  /** Who is on the operations topic. */
  operators: Operators;
  /** The name of the configuration file, without its folders: those differ between machines. `null` without one. */
  configFile: string | null;
  schedules: SectorSchedule[];
  digest: Timing;
  historyDays: number;
  staleAfterDays: number;
  logRetentionDays: number;
  keepData: boolean;
  functions: Record<FunctionName, FunctionSize>;
  /** Tables that the stack does not make. */
  tables: Partial<Record<TableName, AttachedTable>>;
}

/**
 * Reads the deployment from the CDK context (`-c key=value`, or `context` in cdk.json), and from the file that its key
 * `config` names; what stands in both, the context decides.
 * @throws ContextError when a policy cannot be used: what runs keeps the policies that it has.
 * @throws ContextError naming the key and the reason; a key that is not known is refused, since a misspelt
 * `email` would deploy a stack that tells nobody.
 */
export function readDeployment(context: Record<string, unknown>, policies: Policies): Deployment {
  const { config, ...own } = Object.fromEntries(Object.entries(context).filter(([key]) => !isOfCdk(key)));
  if (config !== undefined && typeof config !== "string") throw new ContextError("config: must name a file");
  const file = config === undefined ? {} : readConfigFile(config);
  const { sectors, ...choices }: Record<string, unknown> = { ...file, ...own };
  const chosen = chooseSectors(sectors, policies);
  const [broken] = brokenPolicies(chosen.deployed);
  if (broken !== undefined)
    throw new ContextError(`policy ${broken.problem}; nothing is deployed until it is mended`);
  const parsed = readAs(contextSchema(chosen), choices);
  if (parsed.problem !== null) throw new ContextError(`context: ${problemSentence(parsed.problem)}`);
  const configFile = config === undefined ? null : basename(config);
  return deploymentOf(parsed.value, configFile, chosen.deployed);
}

function deploymentOf(
  { email, emails, operations, subscribers, ...own }: z.infer<ReturnType<typeof contextSchema>>,
  configFile: string | null,
  policies: Policies,
): Deployment {
  const everyone = subscribersOf({ email, emails, subscribers }, policies);
  if ("twice" in everyone) throw new ContextError(`context: ${everyone.twice} is a subscriber twice`);
  const { stage, historyDays, digest, timeZone } = own;
  const usual = STAGES[stage];
  const watched = soundPolicies(policies);
  refuseNever("digest", digest, timeZone);
  const schedules = watched.map((policy) => scheduleOf(policy, own));
  return {
    policies: watched,
    policyFolder: POLICY_FOLDER,
    stage,
    stackName: own.stackName ?? usual.stackName,
    subscribers: everyone,
    operators: operatorsOf(operations, everyone),
    configFile,
    schedules,
    digest: { expression: digest, timeZone },
    historyDays,
    staleAfterDays: readStaleDays(own.staleAfterDays, schedules),
    logRetentionDays: own.logRetentionDays ?? usual.logRetentionDays,
    keepData: own.keepData ?? usual.keepData,
    functions: sizesOf(own.functions),
    tables: own.tables,
  };
}

type Schedules = Pick<z.infer<ReturnType<typeof contextSchema>>, "schedule" | "schedules" | "timeZone">;

function scheduleOf(
  { sector, staleAfterDays }: Policy,
  { schedule, schedules, timeZone }: Schedules,
): SectorSchedule {
  const single = schedules[sector];
  const expression = single ?? schedule;
  const gaps = readGaps(single === undefined ? "schedule" : `schedules.${sector}`, expression, timeZone);
  return { sector, expression, timeZone, gaps, dataStaleAfterDays: staleAfterDays ?? null };
}

/** What the CDK's own tools and look-ups put into the context beside it. */
const OF_CDK: ReadonlySet<string> = new Set([
  "acknowledged-issue-numbers",
  "assets-ecr-repository-name",
  "cdk-migrate",
  "cli-telemetry",
]);

function isOfCdk(key: string): boolean {
  return OF_CDK.has(key) || /^(@aws-cdk|aws[:-]cdk:)/.test(key) || key.includes(":account=");
}
