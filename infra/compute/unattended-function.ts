import type { Duration } from "aws-cdk-lib";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import type { Construct } from "constructs";
import { DeadLetterQueue } from "../messaging/dead-letter-queue.ts";
import { type FunctionProps, LeastPrivilegeFunction } from "./least-privilege-function.ts";

/** How often a failed start or run is tried again. */
export const RETRIES = 2;

/**
 * A function that nobody waits for, and the queues that keep its failures. The two kinds of failures need
 * different answers.
 */
export interface Unattended {
  function: LeastPrivilegeFunction;
  /** The payloads with which the function could not be started. */
  notStarted: DeadLetterQueue;
  /** The payloads with which the function failed after its retries, and its errors. */
  failed: DeadLetterQueue;
}

/** Adds a function that other services start, with a dead-letter queue for each way in which this can fail. */
export function addUnattended(scope: Construct, props: FunctionProps, maxEventAge: Duration): Unattended {
  const { encryptionKey } = props;
  const notStarted = new DeadLetterQueue(scope, "NotStarted", { encryptionKey });
  const failed = new DeadLetterQueue(scope, "Failed", { encryptionKey });
  const allows = [...props.allows, ...failed.receiving()];
  const onInvoke = { retryAttempts: RETRIES, maxEventAge, onFailure: new SqsDestination(failed.queue) };
  return {
    function: new LeastPrivilegeFunction(scope, "Function", { ...props, allows }, onInvoke),
    notStarted,
    failed,
  };
}
