import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { Publisher } from "../ports.ts";
import { publishInput } from "./publish-input.ts";

/** Publishes bulletins to the alert topic. */
export function createPublisher(client: SNSClient, topicArn: string): Publisher {
  return {
    async publish(bulletin) {
      await client.send(new PublishCommand(publishInput(bulletin, topicArn)));
    },
  };
}
