import { paginateListSubscriptionsByTopic, type SNSClient } from "@aws-sdk/client-sns";
import type { Subscription, SubscriptionList } from "../../ports/topics.ts";

// What SNS writes in place of an ARN that is not there yet, or no longer.
const PENDING = "PendingConfirmation";
const DELETED = "Deleted";

/** Lists who a topic reaches. */
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
