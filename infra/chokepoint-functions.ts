import type { Stack } from "aws-cdk-lib";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import manifest from "../package.json" with { type: "json" };
import {
  alertTopic,
  historyDaysEnv,
  operationsTopic,
  recomputeFunctionEnv,
  stackEnv,
  staleDaysEnv,
  subscribersEnv,
  type TableName,
  tables,
  versionEnv,
} from "../shared/deployment-names.ts";
import type { Deployment } from "./deployment.ts";
import { ImportFunction } from "./import-function.ts";
import { LeastPrivilegeFunction, type Permission } from "./least-privilege-function.ts";
import { ScheduledFunction } from "./scheduled-function.ts";
import type { SupplyTables } from "./supply-tables.ts";

/** What the functions work with. */
export interface FunctionSurroundings {
  stack: Stack;
  deployment: Deployment;
  supply: SupplyTables;
  alerts: ITopic;
  operations: ITopic;
}

// Often enough that a bulletin which its run left behind is not late.
const WATCHDOG_SCHEDULE = { expression: "rate(15 minutes)", timeZone: "UTC" };

/** Recomputes each sector on its own schedule: reads the supply, writes what it found, publishes what is new. */
export function addRecompute({
  stack,
  deployment,
  supply,
  alerts,
}: FunctionSurroundings): LeastPrivilegeFunction {
  const { schedules, logRetentionDays } = deployment;
  const { function: recompute } = new ScheduledFunction(stack, "Recompute", {
    entry: "functions/recompute/handler.ts",
    description: "Recomputes supplier concentration and publishes what crossed a limit",
    environment: {
      ...supply.environment(Object.keys(tables) as TableName[]),
      [alertTopic.env]: alerts.topicArn,
      ...keeping(deployment),
      ...about(stack),
    },
    allows: [
      ...readingSupply(supply),
      readingAndWriting(supply, "ledgers"),
      readingAndWriting(supply, "assessments"),
      { actions: ["dynamodb:Query"], resource: supply.byName.assessments.tableArn },
      publishing(alerts),
    ],
    schedules: schedules.map(({ sector, ...timing }) => ({
      ...timing,
      id: sector,
      description: `Recomputes ${sector}`,
      input: { sector },
    })),
    logRetentionDays,
  });
  return recompute;
}

/** Says by hand what is lost if someone stops. It reads the supply and writes nothing. */
export function addSimulate({ stack, deployment, supply }: FunctionSurroundings): LeastPrivilegeFunction {
  return new LeastPrivilegeFunction(stack, "Simulate", {
    entry: "functions/simulate/handler.ts",
    description: "Says what a sector loses if countries, owners or suppliers stop",
    environment: supply.environment(["positions", "suppliers", "links"]),
    allows: readingSupply(supply),
    logRetentionDays: deployment.logRetentionDays,
  });
}

/** Writes and lifts silences by hand. It can publish nothing. */
export function addSilence({ stack, deployment, supply }: FunctionSurroundings): LeastPrivilegeFunction {
  return new LeastPrivilegeFunction(stack, "Silence", {
    entry: "functions/silence/handler.ts",
    description: "Keeps news of a sector, a rule or a group from being sent until a day",
    environment: { ...supply.environment(["ledgers", "assessments"]), ...keeping(deployment) },
    allows: [readingAndWriting(supply, "ledgers"), recording(supply)],
    logRetentionDays: deployment.logRetentionDays,
  });
}

/** Sends how every sector stands, once a week. */
export function addDigest({
  stack,
  deployment,
  supply,
  alerts,
}: FunctionSurroundings): LeastPrivilegeFunction {
  const { digest, logRetentionDays } = deployment;
  const { ledgers, assessments } = supply.byName;
  const { function: sender } = new ScheduledFunction(stack, "Digest", {
    entry: "functions/digest/handler.ts",
    description: "Sends one calm message about how every sector stands",
    environment: {
      ...supply.environment(["ledgers", "assessments"]),
      [alertTopic.env]: alerts.topicArn,
      ...about(stack),
    },
    allows: [
      { actions: ["dynamodb:GetItem"], resource: ledgers.tableArn },
      { actions: ["dynamodb:Query"], resource: assessments.tableArn },
      publishing(alerts),
    ],
    schedules: [{ ...digest, id: "weekly", description: "Sends the digest", input: {} }],
    logRetentionDays,
  });
  return sender;
}

/** Looks after the watching itself, publishes what a run left behind, and tells the operations topic. */
export function addWatchdog(surroundings: FunctionSurroundings): LeastPrivilegeFunction {
  const { stack, deployment, supply, alerts, operations } = surroundings;
  const { subscribers, staleAfterDays, logRetentionDays } = deployment;
  const { function: watchdog } = new ScheduledFunction(stack, "Watchdog", {
    entry: "functions/watchdog/handler.ts",
    description: "Looks for stale sectors, bulletins left behind, and addresses that receive nothing",
    environment: {
      ...supply.environment(["ledgers", "assessments"]),
      [alertTopic.env]: alerts.topicArn,
      [operationsTopic.env]: operations.topicArn,
      [staleDaysEnv]: String(staleAfterDays),
      [subscribersEnv]: JSON.stringify(subscribers.map(({ address }) => address)),
      ...keeping(deployment),
      ...about(stack),
    },
    allows: [
      readingAndWriting(supply, "ledgers"),
      recording(supply),
      publishing(alerts),
      { actions: ["sns:ListSubscriptionsByTopic"], resource: alerts.topicArn },
      publishing(operations),
    ],
    schedules: [{ ...WATCHDOG_SCHEDULE, id: "always", description: "Looks after the watching", input: {} }],
    logRetentionDays,
  });
  return watchdog;
}

/** What an import works with beside the tables. */
export interface ImportSurroundings {
  bucket: Bucket;
  recompute: LeastPrivilegeFunction;
}

/** Imports files that are put into the bucket, then starts the recompute. */
export function addImport(
  { stack, deployment, supply }: FunctionSurroundings,
  { bucket, recompute }: ImportSurroundings,
): LeastPrivilegeFunction {
  const { functionName, functionArn } = recompute.handler;
  const { positions, suppliers, links } = supply.byName;
  const { function: importer } = new ImportFunction(stack, "Import", {
    bucket,
    entry: "functions/import/handler.ts",
    description: "Imports files that are put into the bucket, and starts the recompute of their sectors",
    environment: {
      ...supply.environment(["positions", "suppliers", "links"]),
      [recomputeFunctionEnv]: functionName,
    },
    allows: [
      ...[positions, suppliers, links].map(({ tableArn }) => ({
        actions: ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"],
        resource: tableArn,
      })),
      { actions: ["dynamodb:Query"], resource: positions.tableArn },
      { actions: ["dynamodb:Scan"], resource: links.tableArn },
      { actions: ["lambda:InvokeFunction"], resource: functionArn },
    ],
    logRetentionDays: deployment.logRetentionDays,
  });
  return importer;
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

function readingAndWriting({ byName }: SupplyTables, table: TableName): Permission {
  return { actions: ["dynamodb:GetItem", "dynamodb:PutItem"], resource: byName[table].tableArn };
}

function recording({ byName: { assessments } }: SupplyTables): Permission {
  return { actions: ["dynamodb:PutItem"], resource: assessments.tableArn };
}

function publishing(topic: ITopic): Permission {
  return { actions: ["sns:Publish"], resource: topic.topicArn };
}
