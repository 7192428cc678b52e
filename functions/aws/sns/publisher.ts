import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { Publisher } from "../../ports/topics.ts";
import { publishInput } from "./publish-input.ts";

/** Publishes to a topic. */
export function createPublisher(client: SNSClient, topicArn: string): Publisher {
  return {
    async publish(message) {
      await client.send(new PublishCommand(publishInput(message, topicArn)));
    },
  };
}
