import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";

/** A queue of a test. */
export interface OwnQueue {
  arn: string;
  /** Lets a service of AWS send to the queue: from anywhere, or only from this resource. */
  allow(service: string, from?: string): Promise<void>;
  /** The bodies of the messages that have come, at most so many; waits a second for the first. */
  receive(most: number): Promise<string[]>;
  remove(): Promise<void>;
}

/** Creates a queue that nobody may send to yet. */
export async function createOwnQueue(client: SQSClient, name: string): Promise<OwnQueue> {
  const { QueueUrl = "" } = await client.send(new CreateQueueCommand({ QueueName: name }));
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] });
  const arn = (await client.send(asked)).Attributes?.QueueArn ?? "";
  return {
    arn,
    async allow(service, from) {
      const statement = {
        Effect: "Allow",
        Principal: { Service: service },
        Action: "sqs:SendMessage",
        Resource: arn,
        ...(from === undefined ? {} : { Condition: { ArnEquals: { "aws:SourceArn": from } } }),
      };
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
      await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    },
    async receive(most) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1, MaxNumberOfMessages: most }),
      );
      for (const { ReceiptHandle } of Messages)
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      return Messages.map(({ Body = "{}" }) => Body);
    },
    async remove() {
      await client.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}
