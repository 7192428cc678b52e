import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { DeadLetterQueue } from "../messaging/dead-letter-queue.ts";
import { FIVE_MINUTES } from "./function-alarms.ts";
import type { OperatorAlarms } from "./operator-alarms.ts";

/** A queue that is empty while everything works. */
export interface WatchedQueue {
  /** What is wrong when it is not empty: the end of its alarm's name. */
  name: string;
  description: string;
  queue: DeadLetterQueue;
}

/** An alarm for a queue that is not empty. */
export function watchQueue(
  alarms: OperatorAlarms,
  id: string,
  { name, description, queue: { queue } }: WatchedQueue,
): void {
  const metric = queue.metricApproximateNumberOfMessagesVisible({
    period: FIVE_MINUTES,
    statistic: Stats.MAXIMUM,
  });
  alarms.add(`Queue-${id}`, metric, { name, description, threshold: 1 });
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
