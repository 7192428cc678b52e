import { paginateListSubscriptionsByTopic, type SNSClient } from "@aws-sdk/client-sns";
import type { Subscription, SubscriptionList } from "../../ports/topics.ts";

// SNS writes these words instead of an ARN while a subscription is not confirmed, or after it was deleted.
const PENDING = "PendingConfirmation";
const DELETED = "Deleted";

/** Lists the subscriptions of a topic. */
export function createSubscriptionList(client: SNSClient, topicArn: string): SubscriptionList {
  return {
    async list() {
      const all: Subscription[] = [];
      for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
        { client },
        { TopicArn: topicArn },
      )) {
        for (const { Protocol = "", Endpoint = "", SubscriptionArn = PENDING } of Subscriptions) {
          if (SubscriptionArn === DELETED) continue;
          all.push({ protocol: Protocol, endpoint: Endpoint, isConfirmed: SubscriptionArn !== PENDING });
        }
      }
      return all;
    },
  };
}
