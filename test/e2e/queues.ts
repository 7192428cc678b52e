import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";

/** A queue that listens to the alert topic. */
export interface Listener {
  arn: string;
  /** The next message, or `null` when none has come yet: its document, and the attributes that filters see. */
  next(): Promise<{
    document: { subject: string; level: string; text: string };
    attributes: Record<string, { Value: string }>;
  } | null>;
  remove(): Promise<void>;
}

/** Creates a queue that SNS may send to. */
export async function createListener(client: SQSClient, name: string): Promise<Listener> {
  const { QueueUrl = "" } = await client.send(new CreateQueueCommand({ QueueName: name }));
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] });
  const arn = (await client.send(asked)).Attributes?.QueueArn ?? "";
  const fromSns = {
    Effect: "Allow",
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: arn,
  };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [fromSns] });
  await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  return {
    arn,
    async next() {
      const received = await client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
      const [message] = received.Messages ?? [];
      if (message === undefined) return null;
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
      const { Message, MessageAttributes } = JSON.parse(message.Body ?? "{}");
      return { document: JSON.parse(Message), attributes: MessageAttributes };
    },
    async remove() {
      await client.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}
