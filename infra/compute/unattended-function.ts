import type { Duration } from "aws-cdk-lib";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import type { Construct } from "constructs";
import type { DeadLetterQueue } from "../messaging/dead-letter-queue.ts";
import { type FunctionProps, LeastPrivilegeFunction } from "./least-privilege-function.ts";

/** How often a failed start or run is tried again. */
export const RETRIES = 2;

/** A function that other services start, and that nobody waits for. */
export interface UnattendedProps extends FunctionProps {
  /** Keeps the payloads with which it failed after its retries, and its errors. */
  failed: DeadLetterQueue;
  /** What has waited for longer is not started any more, and is kept as a failure. */
  maxEventAge: Duration;
}

/** Adds a function that nobody waits for. */
export function addUnattended(scope: Construct, props: UnattendedProps): LeastPrivilegeFunction {
  const { failed, maxEventAge, ...usual } = props;
  const allows = [...usual.allows, ...failed.receiving()];
  const onInvoke = { retryAttempts: RETRIES, maxEventAge, onFailure: new SqsDestination(failed.queue) };
  return new LeastPrivilegeFunction(scope, "Function", { ...usual, allows }, onInvoke);
}
