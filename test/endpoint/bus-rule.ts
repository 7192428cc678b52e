import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { BusDetail } from "../../shared/bus/bus-event.ts";

/** What is looked at of an event of Chokepoint. */
export type HeardChange = Pick<BusDetail, "id" | "bulletinId" | "sector" | "event" | "rule" | "group">;

/** A rule on a bus, with a queue that gets what it takes. */
export interface BusListener {
  /** The details of the events that have come, at most ten at once; waits a second for the first. */
  some(): Promise<HeardChange[]>;
  /** Removes rule and queue: a bus that has rules cannot be deleted. */
  remove(): Promise<void>;
}

/** Has every event of Chokepoint on a bus put into a queue of its own. */
export async function listenToBus(sqs: SQSClient, bus: string, name: string): Promise<BusListener> {
  const events = new EventBridgeClient({});
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] });
  const arn = (await sqs.send(asked)).Attributes?.QueueArn ?? "";
  const rule = { Name: name, EventBusName: bus };
  const EventPattern = JSON.stringify({ source: ["chokepoint"] });
  const { RuleArn } = await events.send(new PutRuleCommand({ ...rule, EventPattern }));
  const fromRule = {
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: arn,
    Condition: { ArnEquals: { "aws:SourceArn": RuleArn } },
  };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [fromRule] });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  const target = { Rule: name, EventBusName: bus };
  await events.send(new PutTargetsCommand({ ...target, Targets: [{ Id: "queue", Arn: arn }] }));
  return {
    async some() {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1, MaxNumberOfMessages: 10 }),
      );
      for (const { ReceiptHandle } of Messages)
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      return Messages.map(({ Body = "{}" }) => JSON.parse(Body).detail);
    },
    async remove() {
      await events.send(new RemoveTargetsCommand({ ...target, Ids: ["queue"] }));
      await events.send(new DeleteRuleCommand(rule));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
      events.destroy();
    },
  };
}
