import { Stack } from "aws-cdk-lib";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { reportsBucket } from "../../shared/contract/buckets.ts";
import { reportFunctionEnv } from "../../shared/contract/functions.ts";
import { alertTopic, eventBus } from "../../shared/contract/messaging.ts";
import { partsAboveEnv, partsBucketEnv, partsMachineEnv } from "../../shared/contract/parts.ts";
import type { LeastPrivilegeFunction } from "../compute/least-privilege-function.ts";
import { partsMachineArn } from "../compute/parts-machine.ts";
import { ScheduledFunction } from "../compute/scheduled-function.ts";
import {
  publishing,
  putting,
  readingAndWriting,
  readingRefused,
  readingSupply,
  workingOnParts,
} from "./permissions.ts";
import { ALL_TABLES, about, type FunctionSurroundings, keeping, usualProps } from "./surroundings.ts";

/** What a recompute uses besides the tables and the topic. */
export interface RecomputeSurroundings {
  /** The bucket for what the parts of a large sector leave. */
  parts: Bucket;
  /** The function that it starts at its end. */
  report: LeastPrivilegeFunction;
  /** The bucket that this function writes into: messages name it. */
  pages: Bucket;
}

/**
 * Adds the function that recomputes each sector on its own schedule: it reads the supply, writes what it found,
 * and publishes the news.
 */
export function addRecomputeFunction(
  surroundings: FunctionSurroundings,
  { parts, report, pages }: RecomputeSurroundings,
): ScheduledFunction {
  const { scope, deployment, encryptionKey, supply, alerts, bus } = surroundings;
  const { schedules } = deployment;
  return new ScheduledFunction(scope, "Recompute", {
    entry: "functions/recompute/handler.ts",
    description: "Recomputes supplier concentration and publishes what crossed a limit",
    environment: {
      ...supply.environment(ALL_TABLES),
      [alertTopic.env]: alerts.topicArn,
      [eventBus.env]: bus.eventBusArn,
      [partsMachineEnv]: partsMachineArn(Stack.of(scope)),
      [partsBucketEnv]: parts.bucketName,
      [partsAboveEnv]: String(deployment.partsAbove),
      [reportFunctionEnv]: report.handler.functionName,
      [reportsBucket.env]: pages.bucketName,
      ...keeping(deployment),
      ...about(surroundings),
    },
    allows: [
      ...readingSupply(supply),
      readingAndWriting(supply, "ledgers"),
      readingAndWriting(supply, "assessments"),
      // A run removes the markers of imports that it has decided on.
      { actions: ["dynamodb:DeleteItem"], resource: supply.byName.assessments.tableArn },
      readingRefused(supply),
      ...supply.encrypting(ALL_TABLES),
      { actions: ["states:StartExecution"], resource: partsMachineArn(Stack.of(scope)) },
      ...workingOnParts(parts, encryptionKey, ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]),
      ...publishing(alerts),
      putting(bus),
      { actions: ["lambda:InvokeFunction"], resource: report.handler.functionArn },
    ],
    schedules: schedules.map(({ sector, ...timing }) => ({
      ...timing,
      id: sector,
      description: `Recomputes ${sector}`,
      input: { sector },
    })),
    failures: surroundings.failures,
    ...usualProps("recompute", surroundings),
  });
}
