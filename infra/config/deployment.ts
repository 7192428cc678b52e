import { basename } from "node:path";
import type { TableName } from "../../shared/contract/tables.ts";
import { brokenPolicies, type Policies, soundPolicies } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { readAs } from "../../shared/values/parse.ts";
import { problemSentence } from "../../shared/values/problem.ts";
import type { AttachedTable } from "./attached-tables.ts";
import { isOwnKeyOfCdk } from "./cdk-context.ts";
import { chooseSectors } from "./chosen-sectors.ts";
import { readConfigFile } from "./config-file.ts";
import { ContextError } from "./context-error.ts";
import { type ContextChoices, contextSchema } from "./context-schema.ts";
import { type FunctionName, type FunctionSize, sizesOf } from "./function-sizes.ts";
import { type Operators, operatorsOf } from "./operators.ts";
import { policyFolderNamed, readPoliciesToDeploy } from "./policy-folder.ts";
import { readGaps, readStaleDays, refuseNever, type SpacedSchedule } from "./sector-gaps.ts";
import { type Subscriber, subscribersOf } from "./subscribers.ts";

/** The defaults of a stage: a `dev` stack can be deleted with everything in it, a `prod` stack keeps its data. */
const STAGES = {
  dev: { stackName: "Chokepoint-dev", keepData: false, logRetentionDays: 14 },
  prod: { stackName: "Chokepoint", keepData: true, logRetentionDays: 90 },
} as const;

// In the morning of the first day.
const MONTHLY = "cron(0 9 1 * ? *)";

/** When something happens. */
export interface Timing {
  expression: string;
  timeZone: string;
}

/** When a sector is recomputed. */
export interface SectorSchedule extends Timing, SpacedSchedule {}

/** Everything that the owner of a deployment decides. */
export interface DeploymentSettings {
  /** The policies of the deployed sectors, and their folder. */
  policies: Policy[];
  policyFolder: string;
  stage: keyof typeof STAGES;
  stackName: string;
  /** How the commands of messages call Chokepoint; `null` for the usual call. */
  command: string | null;
  subscribers: Subscriber[];
  /** Who is on the operations topic. */
  operators: Operators;
  /** The name of the configuration file without folders, which differ between machines; `null` without a file. */
  configFile: string | null;
  schedules: SectorSchedule[];
  digest: Timing;
  /** When a test message is sent to the operations topic; `null` for never. */
  testNotification: Timing | null;
  historyDays: number;
  staleAfterDays: number;
  /** A sector with more positions than this to read is folded in parts, by several functions at once. */
  partsAbove: number;
  /** How many shards of a sector are read, and how many are written to. */
  shards: { read: number; written: number };
  logRetentionDays: number;
  keepData: boolean;
  functions: Record<FunctionName, FunctionSize>;
  /** Whether there is a topic for chats. */
  chat: boolean;
  /** Existing tables that the stack uses. */
  tables: Partial<Record<TableName, AttachedTable>>;
  /** Whether X-Ray records what the functions do. */
  tracing: boolean;
}

/**
 * Reads the deployment from the CDK context (`-c key=value`, or `context` in cdk.json) and from the file that
 * its key `config` names. When both have a key, the context wins.
 * Without `given` policies, the folder that the key `policies` names is read; by default those that ship.
 * @throws ContextError when a policy cannot be used. The deployed stack then keeps the policies that it has.
 * @throws ContextError that names the key and the reason. Unknown keys are refused too: a misspelt `email`
 * would deploy a stack that sends nothing to anybody.
 */
export function readDeployment(context: Record<string, unknown>, given?: Policies): DeploymentSettings {
  const { config, ...own } = Object.fromEntries(
    Object.entries(context).filter(([key]) => !isOwnKeyOfCdk(key)),
  );
  if (config !== undefined && typeof config !== "string") throw new ContextError("config: must name a file");
  const file: Record<string, unknown> = config === undefined ? {} : readConfigFile(config);
  const { sectors, policies: _, ...choices }: Record<string, unknown> = { ...file, ...own };
  const policyFolder = policyFolderNamed({ context: own.policies, file: file.policies, config });
  const chosen = chooseSectors(sectors, given ?? readPoliciesToDeploy(policyFolder));
  const [broken] = brokenPolicies(chosen.deployed);
  if (broken !== undefined)
    throw new ContextError(`policy ${broken.problem}; nothing is deployed until it is mended`);
  const parsed = readAs(contextSchema(chosen), choices);
  if (parsed.problem !== null) throw new ContextError(`context: ${problemSentence(parsed.problem)}`);
  const configFile = config === undefined ? null : basename(config);
  return { ...deploymentOf(parsed.value, chosen.deployed), configFile, policyFolder };
}

function deploymentOf(
  { email, emails, operations, subscribers, ...own }: ContextChoices,
  policies: Policies,
): Omit<DeploymentSettings, "configFile" | "policyFolder"> {
  const everyone = subscribersOf({ email, emails, subscribers }, policies);
  if ("twice" in everyone) throw new ContextError(`context: ${everyone.twice} is a subscriber twice`);
  const { stage, historyDays, digest, timeZone } = own;
  const usual = STAGES[stage];
  const watched = soundPolicies(policies);
  refuseNever("digest", digest, timeZone);
  const schedules = watched.map((policy) => scheduleOf(policy, own));
  return {
    policies: watched,
    stage,
    stackName: own.stackName ?? usual.stackName,
    command: own.command ?? null,
    subscribers: everyone,
    operators: operatorsOf(operations, everyone),
    schedules,
    digest: { expression: digest, timeZone },
    testNotification: own.testNotification === undefined ? null : { expression: MONTHLY, timeZone },
    historyDays,
    partsAbove: own.partsAbove,
    shards: shardsOf(own),
    staleAfterDays: readStaleDays(own.staleAfterDays, schedules),
    logRetentionDays: own.logRetentionDays ?? usual.logRetentionDays,
    keepData: own.keepData ?? usual.keepData,
    functions: sizesOf(own.functions),
    chat: own.chat,
    tables: own.tables,
    tracing: own.tracing,
  };
}

function shardsOf({
  shardsRead,
  shardsWritten,
}: Pick<ContextChoices, "shardsRead" | "shardsWritten">): DeploymentSettings["shards"] {
  if (shardsWritten <= shardsRead) return { read: shardsRead, written: shardsWritten };
  const reason = `${shardsWritten} is more than the ${shardsRead} that are read (shardsRead)`;
  throw new ContextError(`context: field "shardsWritten": ${reason}: what is written there would not count`);
}

type Schedules = Pick<ContextChoices, "schedule" | "schedules" | "timeZone">;

function scheduleOf({ sector }: Policy, { schedule, schedules, timeZone }: Schedules): SectorSchedule {
  const single = schedules[sector];
  const expression = single ?? schedule;
  const gaps = readGaps(single === undefined ? "schedule" : `schedules.${sector}`, expression, timeZone);
  return { sector, expression, timeZone, gaps };
}
