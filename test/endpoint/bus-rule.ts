import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { BusDetail } from "../../shared/bus/bus-event.ts";
import { createOwnQueue } from "./own-queue.ts";

/** What is looked at of an event of Chokepoint. */
export interface HeardChange
  extends Pick<
    BusDetail,
    | "id"
    | "bulletinId"
    | "alert"
    | "sector"
    | "event"
    | "rule"
    | "group"
    | "level"
    | "headline"
    | "text"
    | "asOf"
  > {
  detailType: string;
}

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
  const queue = await createOwnQueue(sqs, name);
  const rule = { Name: name, EventBusName: bus };
  const EventPattern = JSON.stringify({ source: ["chokepoint"] });
  const { RuleArn } = await events.send(new PutRuleCommand({ ...rule, EventPattern }));
  await queue.allow("events.amazonaws.com", RuleArn);
  const target = { Rule: name, EventBusName: bus };
  await events.send(new PutTargetsCommand({ ...target, Targets: [{ Id: "queue", Arn: queue.arn }] }));
  return {
    some: async () => (await queue.receive(10)).map(changeIn),
    async remove() {
      await events.send(new RemoveTargetsCommand({ ...target, Ids: ["queue"] }));
      await events.send(new DeleteRuleCommand(rule));
      await queue.remove();
      events.destroy();
    },
  };
}

function changeIn(body: string): HeardChange {
  const { detail, "detail-type": detailType } = JSON.parse(body);
  return { ...detail, detailType };
}
