import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { DeadLetterQueue } from "../messaging/dead-letter-queue.ts";
import type { FailureQueues } from "../messaging/failure-queues.ts";
import { FIVE_MINUTES } from "./function-alarms.ts";
import type { OperatorAlarms } from "./operator-alarms.ts";

/** The queues that are empty while everything works. */
export interface WatchedQueues extends FailureQueues {
  undelivered: DeadLetterQueue;
}

/** What is wrong when a queue is not empty: the end of its alarm's name, and its description. */
const WRONG: { [Name in keyof WatchedQueues]: [name: string, description: string] } = {
  failed: [
    "a function failed three times",
    "The queue of failed runs is not empty: each message names the function, its payload and the error",
  ],
  notStarted: [
    "a function could not be started",
    "The queue of starts that failed is not empty: each message names the function or its schedule, and the reason",
  ],
  undelivered: [
    "a message was not delivered",
    "SNS could not deliver a message; it waits in the queue of undelivered ones",
  ],
};

/** An alarm for each queue that is not empty. */
export function watchQueues(alarms: OperatorAlarms, queues: WatchedQueues): void {
  for (const [id, [name, description]] of Object.entries(WRONG)) {
    const metric = queues[id as keyof WatchedQueues].queue.metricApproximateNumberOfMessagesVisible({
      period: FIVE_MINUTES,
      statistic: Stats.MAXIMUM,
    });
    alarms.add(`Queue-${id}`, metric, { name, description, threshold: 1 });
  }
}

/** An alarm for messages that SNS could neither deliver nor put into the queue of undelivered ones. */
export function watchLoss(alarms: OperatorAlarms, name: string, topic: ITopic): void {
  const metric = topic.metric("NumberOfNotificationsFailedToRedriveToDlq", {
    period: FIVE_MINUTES,
    statistic: Stats.SUM,
  });
  alarms.add(`Lost-${name}`, metric, {
    name: `a message of ${name} is lost`,
    description: `SNS could not deliver a message of the ${name} topic, nor keep it in the queue of undelivered ones`,
    threshold: 1,
  });
}
