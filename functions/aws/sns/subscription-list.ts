import { paginateListSubscriptionsByTopic, type SNSClient } from "@aws-sdk/client-sns";
import type { Subscription, SubscriptionList } from "../../ports/topics.ts";

// SNS writes these words instead of an ARN while a subscription is not confirmed, or after it was deleted.
const PENDING = "PendingConfirmation";
const DELETED = "Deleted";

/** A subscription with its ARN; `null` while it is not confirmed. */
export interface ListedSubscription extends Subscription {
  arn: string | null;
}

/** Lists the subscriptions of a topic. */
export function createSubscriptionList(client: SNSClient, topicArn: string): SubscriptionList {
  return {
    async list() {
      const listed = await listSubscriptions(client, topicArn);
      return listed.map(({ arn: _, ...subscription }) => subscription);
    },
  };
}

/** The subscriptions of a topic, without those that were deleted. */
export async function listSubscriptions(client: SNSClient, topicArn: string): Promise<ListedSubscription[]> {
  const all: ListedSubscription[] = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
    { client },
    { TopicArn: topicArn },
  )) {
    for (const { Protocol = "", Endpoint = "", SubscriptionArn = PENDING } of Subscriptions) {
      if (SubscriptionArn === DELETED) continue;
      const isConfirmed = SubscriptionArn !== PENDING;
      const arn = isConfirmed ? SubscriptionArn : null;
      all.push({ protocol: Protocol, endpoint: Endpoint, isConfirmed, arn });
    }
  }
  return all;
}
