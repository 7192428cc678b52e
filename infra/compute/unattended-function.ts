import type { Duration } from "aws-cdk-lib";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import type { Construct } from "constructs";
import { DeadLetterQueue } from "../messaging/dead-letter-queue.ts";
import { type FunctionProps, LeastPrivilegeFunction } from "./least-privilege-function.ts";

/** How often a start, or a run that failed, is tried again. */
export const RETRIES = 2;

/** A function that nobody waits for, and where what went wrong is kept: the two kinds need different answers. */
export interface Unattended {
  function: LeastPrivilegeFunction;
  /** What could not be handed to the function. */
  notStarted: DeadLetterQueue;
  /** With what the function failed after its retries, and its errors. */
  failed: DeadLetterQueue;
}

/** Adds a function that is started by other services, with a dead-letter queue for each way in which that can fail. */
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
