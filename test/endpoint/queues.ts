import type { SQSClient } from "@aws-sdk/client-sqs";
import { createOwnQueue } from "./own-queue.ts";

/** A message as SNS hands it to a queue. */
export interface Heard {
  /** SNS's own id: the same in each copy of one publication. */
  messageId: string;
  /** What the message says to machines; `null` where it is no JSON, like that of an alarm. */
  document: {
    subject: string;
    level: string;
    text: string;
    /** Where the report page of the sector lies, and what of it the message is about. */
    page?: { address: string; anchor: string };
  } | null;
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
  const { arn, allow, receive, remove } = await createOwnQueue(client, name);
  await allow("sns.amazonaws.com");
  const heard = async (most: number) => (await receive(most)).map(heardIn);
  return {
    arn,
    remove,
    some: () => heard(10),
    async next() {
      const [first] = await heard(1);
      if (first === undefined) return null;
      const { document } = first;
      if (document === null) throw new Error(`a message that is no document of ours: ${first.body}`);
      return { ...first, document };
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
