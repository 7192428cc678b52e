import type { Stack } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import manifest from "../../package.json" with { type: "json" };
import {
  alertTopic,
  historyDaysEnv,
  operationsTopic,
  operatorsEnv,
  recomputeFunctionEnv,
  silenceAttributes,
  stackEnv,
  staleDaysEnv,
  subscribersEnv,
  type TableName,
  tables,
  versionEnv,
  withoutPassword,
} from "../../shared/contract/names.ts";
import { type FunctionProps, LeastPrivilegeFunction } from "../compute/least-privilege-function.ts";
import { ScheduledFunction } from "../compute/scheduled-function.ts";
import type { Deployment } from "../config/deployment.ts";
import { refuseLargeEnvironment } from "../config/environment-size.ts";
import type { FunctionName } from "../config/function-sizes.ts";
import type { Subscriber } from "../config/subscribers.ts";
import { type Permission, sealing } from "../permissions/restricted-role.ts";
import type { SupplyTables } from "../storage/supply-tables.ts";
import { ImportFunction } from "./import-function.ts";

/** What the functions work with. */
export interface FunctionSurroundings {
  stack: Stack;
  deployment: Deployment;
  encryptionKey: IKey;
  supply: SupplyTables;
  alerts: ITopic;
  operations: ITopic;
}

const ALL_TABLES = Object.keys(tables) as TableName[];
const WITHOUT_LEDGERS: TableName[] = ["positions", "suppliers", "links", "assessments"];
const WHAT_WAS_FOUND: TableName[] = ["ledgers", "assessments"];

// Often enough that a bulletin which its run left behind is not late.
const WATCHDOG_SCHEDULE = { expression: "rate(15 minutes)", timeZone: "UTC" };

/** Recomputes each sector on its own schedule: reads the supply, writes what it found, publishes what is new. */
export function addRecompute(surroundings: FunctionSurroundings): ScheduledFunction {
  const { stack, deployment, encryptionKey, supply, alerts } = surroundings;
  const { schedules } = deployment;
  return new ScheduledFunction(stack, "Recompute", {
    entry: "functions/recompute/handler.ts",
    description: "Recomputes supplier concentration and publishes what crossed a limit",
    environment: {
      ...supply.environment(ALL_TABLES),
      [alertTopic.env]: alerts.topicArn,
      ...keeping(deployment),
      ...about(stack),
    },
    allows: [
      ...readingSupply(supply),
      readingAndWriting(supply, "ledgers"),
      readingAndWriting(supply, "assessments"),
      // What it has decided on, the markers of imports no longer need to say.
      { actions: ["dynamodb:DeleteItem"], resource: supply.byName.assessments.tableArn },
      readingRefused(supply),
      ...supply.encrypting(ALL_TABLES),
      publishing(alerts),
      sealing(encryptionKey, "sns"),
    ],
    schedules: schedules.map(({ sector, ...timing }) => ({
      ...timing,
      id: sector,
      description: `Recomputes ${sector}`,
      input: { sector },
    })),
    ...usualProps("recompute", encryptionKey, deployment),
  });
}

/** Says by hand what is lost if someone stops. It reads the supply and writes nothing. */
export function addSimulate(surroundings: FunctionSurroundings): LeastPrivilegeFunction {
  const { stack, deployment, encryptionKey, supply } = surroundings;
  return new LeastPrivilegeFunction(stack, "Simulate", {
    entry: "functions/simulate/handler.ts",
    description: "Says what a sector loses if countries, owners or suppliers stop",
    environment: supply.environment(WITHOUT_LEDGERS),
    allows: [...readingSupply(supply), readingRefused(supply), ...supply.decrypting(WITHOUT_LEDGERS)],
    ...usualProps("simulate", encryptionKey, deployment),
  });
}

/** Writes and lifts silences by hand. It can publish nothing. */
export function addSilence(surroundings: FunctionSurroundings): LeastPrivilegeFunction {
  const { stack, deployment, encryptionKey, supply } = surroundings;
  return new LeastPrivilegeFunction(stack, "Silence", {
    entry: "functions/silence/handler.ts",
    description: "Keeps news of a sector, a rule or a group from being sent until a day",
    environment: supply.environment(WHAT_WAS_FOUND),
    allows: [
      { actions: ["dynamodb:GetItem"], resource: supply.byName.ledgers.tableArn },
      silencing(supply),
      { actions: ["dynamodb:Query"], resource: supply.byName.assessments.tableArn },
      ...supply.encrypting(WHAT_WAS_FOUND),
    ],
    ...usualProps("silence", encryptionKey, deployment),
  });
}

/** Sends how every sector stands, once a week. */
export function addDigest(surroundings: FunctionSurroundings): ScheduledFunction {
  const { stack, deployment, encryptionKey, supply, alerts } = surroundings;
  const { digest } = deployment;
  const { ledgers, assessments } = supply.byName;
  return new ScheduledFunction(stack, "Digest", {
    entry: "functions/digest/handler.ts",
    description: "Sends one calm message about how every sector stands",
    environment: {
      ...supply.environment(WHAT_WAS_FOUND),
      [alertTopic.env]: alerts.topicArn,
      ...about(stack),
    },
    allows: [
      { actions: ["dynamodb:GetItem"], resource: ledgers.tableArn },
      { actions: ["dynamodb:Query"], resource: assessments.tableArn },
      ...supply.decrypting(WHAT_WAS_FOUND),
      publishing(alerts),
      sealing(encryptionKey, "sns"),
    ],
    schedules: [{ ...digest, id: "weekly", description: "Sends the digest", input: {} }],
    ...usualProps("digest", encryptionKey, deployment),
  });
}

/** Looks after the watching itself, publishes what a run left behind, and tells the operations topic. */
export function addWatchdog(surroundings: FunctionSurroundings): ScheduledFunction {
  const { stack, deployment, encryptionKey, supply, alerts, operations } = surroundings;
  const { subscribers, operators, staleAfterDays } = deployment;
  const environment = {
    ...supply.environment(WHAT_WAS_FOUND),
    [alertTopic.env]: alerts.topicArn,
    [operationsTopic.env]: operations.topicArn,
    [staleDaysEnv]: String(staleAfterDays),
    [subscribersEnv]: subscribers.map(asListed).join(" "),
    [operatorsEnv]: operators.addresses.join(" "),
    ...keeping(deployment),
    ...about(stack),
  };
  refuseLargeEnvironment(environment, {
    stackName: stack.stackName,
    addresses: subscribers.length + operators.addresses.length,
  });
  return new ScheduledFunction(stack, "Watchdog", {
    entry: "functions/watchdog/handler.ts",
    description:
      "Looks for stale sectors, broken feeds, bulletins left behind, and who receives nothing or was not deployed",
    environment,
    allows: [
      readingAndWriting(supply, "ledgers"),
      readingAndWriting(supply, "assessments"),
      readingRefused(supply),
      publishing(alerts),
      ...[alerts, operations].map(({ topicArn }) => {
        return { actions: ["sns:ListSubscriptionsByTopic"], resource: topicArn };
      }),
      publishing(operations),
      ...supply.encrypting(WHAT_WAS_FOUND),
      sealing(encryptionKey, "sns"),
    ],
    schedules: [{ ...WATCHDOG_SCHEDULE, id: "always", description: "Looks after the watching", input: {} }],
    ...usualProps("watchdog", encryptionKey, deployment),
  });
}

/** As SNS lists it: the password in the address of a page is no business of the watchdog's. */
function asListed({ protocol, endpoint }: Subscriber): string {
  return `${protocol}=${withoutPassword(endpoint)}`;
}

/** What an import works with beside the tables. */
export interface ImportSurroundings {
  bucket: Bucket;
  recompute: LeastPrivilegeFunction;
}

/** Imports files that are put into the bucket, then starts the recompute. */
export function addImport(
  { stack, deployment, encryptionKey, supply }: FunctionSurroundings,
  { bucket, recompute }: ImportSurroundings,
): ImportFunction {
  const { functionName, functionArn } = recompute.handler;
  const { positions, suppliers, links, assessments } = supply.byName;
  return new ImportFunction(stack, "Import", {
    bucket,
    entry: "functions/import/handler.ts",
    description: "Imports files that are put into the bucket, and starts the recompute of their sectors",
    environment: {
      ...supply.environment(WITHOUT_LEDGERS),
      [recomputeFunctionEnv]: functionName,
      [stackEnv]: stack.stackName,
    },
    allows: [
      // Beside the assessments stands what was refused.
      ...[positions, suppliers, links, assessments].map(({ tableArn }) => ({
        actions: ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"],
        resource: tableArn,
      })),
      { actions: ["dynamodb:Query"], resource: positions.tableArn },
      { actions: ["dynamodb:Scan"], resource: suppliers.tableArn },
      { actions: ["dynamodb:Scan"], resource: links.tableArn },
      ...supply.encrypting(WITHOUT_LEDGERS),
      { actions: ["lambda:InvokeFunction"], resource: functionArn },
    ],
    ...usualProps("import", encryptionKey, deployment),
  });
}

/** What every function has: its size, where its log is kept, and its policies. */
function usualProps(
  name: FunctionName,
  encryptionKey: IKey,
  { functions, logRetentionDays, keepData, policyFolder, policies }: Deployment,
): Pick<
  FunctionProps,
  "size" | "encryptionKey" | "logRetentionDays" | "keepLog" | "policyFolder" | "sectors"
> {
  return {
    size: functions[name],
    encryptionKey,
    logRetentionDays,
    keepLog: keepData,
    policyFolder,
    sectors: policies.map(({ sector }) => sector),
  };
}

function about(stack: Stack): Record<string, string> {
  return { [versionEnv]: manifest.version, [stackEnv]: stack.stackName };
}

function keeping({ historyDays }: Deployment): Record<string, string> {
  return { [historyDaysEnv]: String(historyDays) };
}

function readingSupply({ byName: { positions, suppliers, links } }: SupplyTables): Permission[] {
  return [
    { actions: ["dynamodb:Query"], resource: positions.tableArn },
    { actions: ["dynamodb:Scan"], resource: suppliers.tableArn },
    { actions: ["dynamodb:Scan"], resource: links.tableArn },
  ];
}

/** What stands beside the assessments of a sector: their summaries, and what was refused of its files. */
function readingRefused({ byName: { assessments } }: SupplyTables): Permission {
  return { actions: ["dynamodb:Query"], resource: assessments.tableArn };
}

function readingAndWriting({ byName }: SupplyTables, table: TableName): Permission {
  return { actions: ["dynamodb:GetItem", "dynamodb:PutItem"], resource: byName[table].tableArn };
}

/**
 * Writing silences into ledgers, and nothing else of them: an update may name these attributes only, and a put, which
 * would replace the outbox, is not allowed.
 */
function silencing({ byName: { ledgers } }: SupplyTables): Permission {
  return {
    actions: ["dynamodb:UpdateItem"],
    resource: ledgers.tableArn,
    conditions: {
      "ForAllValues:StringEquals": { "dynamodb:Attributes": Object.values(silenceAttributes) },
      // Without attributes in the request, the condition above would hold for nothing at all.
      Null: { "dynamodb:Attributes": "false" },
      StringEqualsIfExists: { "dynamodb:ReturnValues": ["NONE", "UPDATED_OLD", "UPDATED_NEW"] },
    },
  };
}

function publishing(topic: ITopic): Permission {
  return { actions: ["sns:Publish"], resource: topic.topicArn };
}
