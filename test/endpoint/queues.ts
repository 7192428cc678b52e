import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";

/** A message as SNS hands it to a queue. */
export interface Heard {
  /** SNS's own id: the same in each copy of one publication. */
  messageId: string;
  /** What the message says to machines; `null` where it is no JSON, like that of an alarm. */
  document: { subject: string; level: string; text: string } | null;
  body: string;
  /** What filters see. */
  attributes: Record<string, { Value: string }>;
}

/** A queue that listens to a topic. */
export interface Listener {
  arn: string;
  /** What has come, at most ten at once; waits a second for the first. */
  some(): Promise<Heard[]>;
  /** The next message that is a document of ours, or `null` when none has come yet. */
  next(): Promise<(Heard & { document: NonNullable<Heard["document"]> }) | null>;
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
  const receive = async (most: number) => {
    const asked = { QueueUrl, WaitTimeSeconds: 1, MaxNumberOfMessages: most };
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(asked));
    for (const { ReceiptHandle } of Messages) {
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
    return Messages.map(({ Body = "{}" }) => heardIn(Body));
  };
  return {
    arn,
    some: () => receive(10),
    async next() {
      const [heard] = await receive(1);
      if (heard === undefined) return null;
      const { document } = heard;
      if (document === null) throw new Error(`a message that is no document of ours: ${heard.body}`);
      return { ...heard, document };
    },
    async remove() {
      await client.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}

function heardIn(text: string): Heard {
  const { MessageId, Message, MessageAttributes = {} } = JSON.parse(text);
  return {
    messageId: MessageId,
    document: documentIn(Message),
    body: Message,
    attributes: MessageAttributes,
  };
}

function documentIn(text: string): Heard["document"] {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
