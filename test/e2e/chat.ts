import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { HeardChange } from "../endpoint/bus-rule.ts";
import { createListener, type Listener } from "../endpoint/queues.ts";

/** A queue on the topic for chats, in the place of Amazon Q. */
export async function listenToChats(sqs: SQSClient, topic: string, name: string): Promise<Listener> {
  const sns = new SNSClient({});
  const listener = await createListener(sqs, name);
  await sns.send(new SubscribeCommand({ TopicArn: topic, Protocol: "sqs", Endpoint: listener.arn }));
  sns.destroy();
  return listener;
}

/**
 * Whether a message to the chats is the custom notification of an event of the bus, in each of its fields. `"unquoted"`: it is but for
 * its quotation marks, which EventBridge puts around texts in a template, and endpoints that imitate it need not.
 */
export function comparedWith(event: HeardChange, body: string): "same" | "unquoted" | "other" {
  const expected = JSON.stringify(notificationOf(event));
  if (body === expected) return "same";
  return bare(body) === bare(expected) ? "unquoted" : "other";
}

function bare(text: string): string {
  return text.replaceAll(/["\\]/g, "");
}

/** As docs/integrate.md shows it. */
function notificationOf({ detailType, ...event }: HeardChange): object {
  return {
    version: "1.0",
    source: "custom",
    id: event.id,
    content: {
      textType: "client-markdown",
      title: event.headline,
      description: event.text,
      keywords: [event.sector, event.level],
    },
    metadata: {
      threadId: event.alert,
      summary: event.headline,
      eventType: detailType,
      additionalContext: { bulletinId: event.bulletinId, asOf: event.asOf },
    },
  };
}
