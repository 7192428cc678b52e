import { GetSubscriptionAttributesCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { FilteredSubscription } from "../../../shared/subscriptions/delivery.ts";
import type { FilteredSubscriptions } from "../../ports/topics.ts";
import { limitTo } from "../../runtime/at-most.ts";
import { reasonOf } from "../../runtime/during.ts";
import { listSubscriptions } from "./subscription-list.ts";

// SNS takes few requests for attributes in a second.
const MOST_AT_ONCE = 4;

/** Lists the subscriptions of a topic with their filters. A filter that cannot be read keeps no other from being read. */
export function createFilteredSubscriptions(client: SNSClient, topicArn: string): FilteredSubscriptions {
  return {
    async list() {
      const limit = limitTo(MOST_AT_ONCE);
      const listed = await listSubscriptions(client, topicArn);
      return await Promise.all(
        listed.map(async ({ arn, ...subscription }) => ({
          ...subscription,
          filter: arn === null ? null : await limit(() => readFilter(client, arn)),
        })),
      );
    },
  };
}

async function readFilter(client: SNSClient, arn: string): Promise<FilteredSubscription["filter"]> {
  try {
    const { Attributes = {} } = await client.send(
      new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }),
    );
    const { FilterPolicy: policy = "", FilterPolicyScope: scope = "MessageAttributes" } = Attributes;
    return policy === "" ? null : { policy, scope };
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}
