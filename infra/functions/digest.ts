import type { Bucket } from "aws-cdk-lib/aws-s3";
import { reportsBucket } from "../../shared/contract/buckets.ts";
import { alertTopic } from "../../shared/contract/messaging.ts";
import { ScheduledFunction } from "../compute/scheduled-function.ts";
import { publishing } from "./permissions.ts";
import { about, type FunctionSurroundings, usualProps, WHAT_WAS_FOUND } from "./surroundings.ts";

/** Adds the function that sends the state of every sector once a week, and says in which bucket the pages lie. */
export function addDigestFunction(surroundings: FunctionSurroundings, pages: Bucket): ScheduledFunction {
  const { scope, deployment, supply, alerts } = surroundings;
  const { digest } = deployment;
  const { ledgers, assessments } = supply.byName;
  return new ScheduledFunction(scope, "Digest", {
    entry: "functions/digest/handler.ts",
    description: "Sends one calm message about how every sector stands",
    environment: {
      ...supply.environment(WHAT_WAS_FOUND),
      [alertTopic.env]: alerts.topicArn,
      [reportsBucket.env]: pages.bucketName,
      ...about(surroundings),
    },
    allows: [
      { actions: ["dynamodb:GetItem"], resource: ledgers.tableArn },
      { actions: ["dynamodb:GetItem", "dynamodb:Query"], resource: assessments.tableArn },
      ...supply.decrypting(WHAT_WAS_FOUND),
      ...publishing(alerts),
    ],
    schedules: [{ ...digest, id: "weekly", description: "Sends the digest", input: {} }],
    failures: surroundings.failures,
    ...usualProps("digest", surroundings),
  });
}
