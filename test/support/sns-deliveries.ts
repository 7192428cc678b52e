import type { AddressInfo } from "node:net";
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { type MessageAttributeValue, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { buildApp } from "fauxqs";
import { publishInput } from "../../functions/aws/sns/publish-input.ts";
import { SHA256 } from "../../infra/messaging/sender.ts";
import type { Message } from "../../shared/bulletin/message.ts";
import { createOwnQueue } from "../endpoint/own-queue.ts";

/** What SNS hands to a queue: the body as it is subscribed here, and the body and attributes with raw delivery. */
export interface Deliveries {
  body: string;
  raw: { body: string; attributes: Record<string, MessageAttributeValue> };
}

/**
 * Publishes a message to the embedded SNS, with a queue of each kind on its topic. That SNS sends each subscriber the whole JSON by
 * protocol, so it gets the text for queues here.
 */
export async function deliveriesOf(message: Message): Promise<Deliveries> {
  const app = buildApp({ logger: false });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  const config = {
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  };
  const [sns, sqs] = [new SNSClient(config), new SQSClient(config)];
  try {
    const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: "alerts" }));
    const enveloped = await createOwnQueue(sqs, "enveloped");
    const raw = await createOwnQueue(sqs, "raw");
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: enveloped.arn }));
    const Attributes = { RawMessageDelivery: "true" };
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: raw.arn, Attributes }));
    const { MessageStructure: _, Message: byProtocol = "", ...rest } = publishInput(message, TopicArn);
    const { sqs: forQueues } = JSON.parse(byProtocol) as { sqs: string };
    await sns.send(new PublishCommand({ ...rest, Message: forQueues }));
    const [body = ""] = await enveloped.receive(1);
    const QueueUrl = `${config.endpoint}/000000000000/raw`;
    const asked = new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ["All"] });
    const [got] = (await sqs.send(asked)).Messages ?? [];
    return { body, raw: { body: got?.Body ?? "", attributes: got?.MessageAttributes ?? {} } };
  } finally {
    sns.destroy();
    sqs.destroy();
    await app.close();
  }
}

const TOPIC = "arn:aws:sns:eu-central-1:111122223333:Chokepoint-AlertTopic";
const SUBSCRIPTION = `${TOPIC}:7c1d9e52-4b0f-4a6e-8d35-e1f2a9c07b64`;
const AT_SNS = "https://sns.eu-central-1.amazonaws.com";
const OF_AWS = {
  MessageId: "3fb2a6d0-1c5e-5a4f-9b7d-0c8e2f6a9d41",
  TopicArn: TOPIC,
  Timestamp: "2026-07-30T06:00:01.211Z",
  SignatureVersion: SHA256,
  Signature: "EXAMPLE",
  SigningCertURL: `${AT_SNS}/SimpleNotificationService-EXAMPLE.pem`,
  UnsubscribeURL: `${AT_SNS}/?Action=Unsubscribe&SubscriptionArn=${SUBSCRIPTION}`,
};

/** An envelope with ids, addresses and a signature like those of AWS. @throws Error where the embedded SNS left one out. */
export function inAws(body: string): Record<string, unknown> {
  const envelope = JSON.parse(body) as Record<string, unknown>;
  const missing = Object.keys(OF_AWS).filter((name) => !(name in envelope));
  if (missing.length > 0) throw new Error(`the envelope has no ${missing.join(", ")}`);
  return { ...envelope, ...OF_AWS };
}

/** The request by which SNS posts an envelope, as its documentation has it. */
export function httpRequest(envelope: Record<string, unknown>): string {
  const headers = [
    ["x-amz-sns-message-type", envelope.Type],
    ["x-amz-sns-message-id", envelope.MessageId],
    ["x-amz-sns-topic-arn", envelope.TopicArn],
    ["x-amz-sns-subscription-arn", SUBSCRIPTION],
    ["Content-Length", Buffer.byteLength(JSON.stringify(envelope))],
    ["Content-Type", "text/plain; charset=UTF-8"],
    ["Host", "example.com"],
    ["User-Agent", "Amazon Simple Notification Service Agent"],
  ];
  return ["POST /alerts HTTP/1.1", ...headers.map(([name, value]) => `${name}: ${value}`)].join("\n");
}
