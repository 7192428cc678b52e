import { Stack } from "aws-cdk-lib";
import { eventLogBucket } from "../../shared/contract/buckets.ts";
import { staleDaysEnv } from "../../shared/contract/functions.ts";
import {
  alertTopic,
  eventBus,
  operationsTopic,
  operatorsEnv,
  subscribersEnv,
  withoutPassword,
} from "../../shared/contract/messaging.ts";
import { tables } from "../../shared/contract/tables.ts";
import { ScheduledFunction, type StartSchedule } from "../compute/scheduled-function.ts";
import type { DeploymentSettings } from "../config/deployment.ts";
import { refuseLargeEnvironment } from "../config/environment-size.ts";
import type { Subscriber } from "../config/subscribers.ts";
import type { Permission } from "../permissions/restricted-role.ts";
import type { EventLogBucket } from "../storage/event-log-bucket.ts";
import { publishing, putting, readingAndWriting, readingRefused } from "./permissions.ts";
import { about, type FunctionSurroundings, keeping, usualProps, WHAT_WAS_FOUND } from "./surroundings.ts";

// Often enough to publish soon what a run left behind.
const WATCHDOG_SCHEDULE = { expression: "rate(15 minutes)", timeZone: "UTC" };

/** Adds the function that checks the monitoring itself, publishes what a run left behind, and tells operations. */
export function addWatchdogFunction(
  surroundings: FunctionSurroundings,
  eventLog: EventLogBucket,
): ScheduledFunction {
  const { scope } = surroundings;
  const watchdog = new ScheduledFunction(scope, "Watchdog", {
    entry: "functions/watchdog/handler.ts",
    description:
      "Looks for stale sectors, broken feeds, bulletins left behind, and who receives nothing or was not deployed",
    environment: environmentOf(surroundings, eventLog),
    allows: [...permissionsOf(surroundings), ...eventLog.writing()],
    schedules: [
      { ...WATCHDOG_SCHEDULE, id: "always", description: "Looks after the watching", input: {} },
      ...monthlyTest(surroundings.deployment),
    ],
    failures: surroundings.failures,
    ...usualProps("watchdog", surroundings),
  });
  eventLog.acknowledgeFiles(watchdog);
  return watchdog;
}

/** Where it is switched on: a test message to the operations topic. */
function monthlyTest({ testNotification }: DeploymentSettings): StartSchedule[] {
  if (testNotification === null) return [];
  const description = "Sends a test message to the operations topic";
  return [{ ...testNotification, id: "test", description, input: { test: "operations", monthly: true } }];
}

function environmentOf(
  surroundings: FunctionSurroundings,
  { bucket }: EventLogBucket,
): Record<string, string> {
  const { scope, deployment, supply, alerts, bus, operations, own } = surroundings;
  const { subscribers, operators, staleAfterDays } = deployment;
  const environment = {
    ...supply.environment(WHAT_WAS_FOUND),
    [tables.positions.env]: supply.byName.positions.tableName,
    [alertTopic.env]: alerts.topicArn,
    [eventBus.env]: bus.eventBusArn,
    [operationsTopic.env]: operations.topicArn,
    [eventLogBucket.env]: bucket.bucketName,
    [staleDaysEnv]: String(staleAfterDays),
    ...(own.alertTopic === undefined ? { [subscribersEnv]: subscribers.map(asListed).join(" ") } : {}),
    [operatorsEnv]: operators.addresses.join(" "),
    ...keeping(deployment),
    ...about(surroundings),
  };
  refuseLargeEnvironment(environment, {
    stackName: Stack.of(scope).stackName,
    addresses: subscribers.length + operators.addresses.length,
  });
  return environment;
}

function permissionsOf({ supply, alerts, bus, operations }: FunctionSurroundings): Permission[] {
  return [
    readingAndWriting(supply, "ledgers"),
    { actions: ["dynamodb:Scan"], resource: supply.byName.ledgers.tableArn },
    readingAndWriting(supply, "assessments"),
    readingRefused(supply),
    { actions: ["dynamodb:DescribeTable"], resource: supply.byName.positions.tableArn },
    ...publishing(alerts),
    putting(bus),
    ...[alerts, operations].map(({ topicArn }) => {
      // SNS checks the attributes of a subscription against its topic.
      const actions = ["sns:ListSubscriptionsByTopic", "sns:GetSubscriptionAttributes"];
      return { actions, resource: topicArn };
    }),
    ...publishing(operations),
    ...supply.encrypting(WHAT_WAS_FOUND),
  ];
}

/** A subscriber as SNS lists it. The password in the address of a page is left out: the watchdog does not need it. */
function asListed({ protocol, endpoint }: Subscriber): string {
  return `${protocol}=${withoutPassword(endpoint)}`;
}
