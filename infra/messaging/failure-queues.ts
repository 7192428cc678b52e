import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import { DeadLetterQueue } from "./dead-letter-queue.ts";

/**
 * The queues of what failed while nobody waited. Each message names the function that it was for. The two kinds of failures need
 * different answers.
 */
export interface FailureQueues {
  /** The payloads with which a function could not be started. */
  notStarted: DeadLetterQueue;
  /** The payloads with which a function failed after its retries, and its errors. */
  failed: DeadLetterQueue;
}

/** Adds one queue for each kind of failure, for all functions: an alarm on each tells as much as one on each function's. */
export function addFailureQueues(scope: Construct, encryptionKey: IKey): FailureQueues {
  return {
    notStarted: new DeadLetterQueue(scope, "NotStarted", { encryptionKey }),
    failed: new DeadLetterQueue(scope, "Failed", { encryptionKey }),
  };
}
