import type { AddressInfo } from "node:net";
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import fc from "fast-check";
import { buildApp } from "fauxqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFilteredSubscriptions } from "../../../functions/aws/sns/filtered-subscriptions.ts";
import { type TopicMessage, topicMessage } from "../../../shared/bulletin/topic-message.ts";
import { deliveryTo } from "../../../shared/subscriptions/delivery.ts";
import type { Answer } from "../../../shared/subscriptions/judge.ts";
import { composeTest } from "../../../shared/subscriptions/test-message.ts";
import { cases } from "../../support/cases.ts";

const app = buildApp({ logger: false });
let sns: SNSClient;
let sqs: SQSClient;
beforeAll(async () => {
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  const config = {
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  };
  [sns, sqs] = [new SNSClient(config), new SQSClient(config)];
});
afterAll(async () => {
  sns.destroy();
  sqs.destroy();
  await app.close();
});

// The embedded SNS takes a list for one text, so attributes are texts here; tables try lists (judge.test.ts).
const words = fc.constantFrom("ai", "defense", "a", "warning", "critical", "AI");
const ofText = fc.oneof(
  words,
  fc.record({ prefix: words }),
  fc.record({ suffix: words }),
  fc.record({ "equals-ignore-case": words }),
  fc.record({ wildcard: fc.constantFrom("*", "a*", "*g", "w*n*g", "*a*i*", "ai") }),
  fc.record({ exists: fc.boolean() }),
  fc.record({
    "anything-but": fc.oneof(
      words,
      fc.array(words, { minLength: 1, maxLength: 2 }),
      fc.record({ prefix: words }),
      fc.record({ suffix: words }),
      fc.record({ wildcard: fc.constantFrom("a*", "*g") }),
    ),
  }),
);
const figures = fc.constantFrom(0, 1, 2.5, -3);
const ofNumber = fc.oneof(
  figures,
  fc.record({ numeric: fc.tuple(fc.constantFrom("=", "<", "<=", ">", ">="), figures) }),
  fc.record({ numeric: fc.constant([">", -1, "<=", 2.5]) }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ "anything-but": fc.array(figures, { minLength: 1, maxLength: 2 }) }),
);
const someOf = <One>(one: fc.Arbitrary<One>) => fc.array(one, { minLength: 1, maxLength: 2 });

const attributePolicies = fc.dictionary(fc.constantFrom("sector", "level", "team"), someOf(ofText), {
  minKeys: 1,
});
const withOr = fc
  .tuple(attributePolicies, fc.array(attributePolicies, { minLength: 2, maxLength: 2 }))
  .map(([policy, $or]) => ({ ...policy, $or }));

it("what is said of a filter by attributes is what the embedded SNS does", async () => {
  const property = fc.asyncProperty(
    fc.oneof(attributePolicies, withOr),
    words,
    words,
    async (policy, sector, level) => {
      const attributes = {
        sector: { type: "String", value: sector },
        level: { type: "String", value: level },
      };
      await expectSame(policy, "MessageAttributes", attributes as TopicMessage["attributes"], "TEST");
    },
  );
  await fc.assert(property, cases(150));
});

const bodyPolicies = fc.record(
  {
    sector: someOf(ofText),
    limit: someOf(ofNumber),
    alert: fc.record({ level: someOf(ofText), share: someOf(ofNumber) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

it("what is said of a filter by the text is what the embedded SNS does", async () => {
  const documents = fc.record(
    {
      sector: words,
      limit: figures,
      alert: fc.record({ level: words, share: figures }, { requiredKeys: [] }),
    },
    { requiredKeys: ["sector"] },
  );
  const property = fc.asyncProperty(bodyPolicies, documents, async (policy, document) => {
    await expectSame(policy, "MessageBody", {}, JSON.stringify(document));
  });
  await fc.assert(property, cases(150));
});

describe("what is said of a test message is what the embedded SNS does", () => {
  const options = {
    now: new Date("2026-11-28T09:00:00Z"),
    isMonthly: false,
    place: null,
    chokepoint: "1.2.3",
  };
  const test = { topic: "alerts", sector: "ai", label: "AI", level: "warning", rule: "china" } as const;
  const { body, attributes } = topicMessage(composeTest(test, options));
  const { events: _, rules: __, ...texts } = attributes;
  const { sqs: document } = JSON.parse(body) as { sqs: string };

  it.each([
    [{ sector: ["ai"], worst: ["warning", "critical"] }],
    [{ sector: ["ai"], worst: ["critical"] }],
    [{ bulletinId: [{ prefix: "test-" }] }],
    [{ bulletinId: [{ "anything-but": { prefix: "test-" } }] }],
    [{ sector: [{ "anything-but": ["defense"] }], team: [{ exists: false }] }],
    [{ level: [{ exists: false }] }],
    [{ level: [{ numeric: [">", 0] }] }],
    [{ $or: [{ sector: ["defense"] }, { level: [{ wildcard: "w*g" }] }] }],
    [{ $or: [{ sector: ["defense"] }, { level: [{ suffix: "l" }] }] }],
  ])("by its attributes: %j", async (policy) => {
    expect(await expectSame(policy, "MessageAttributes", texts, document)).not.toBe("unknown");
  });

  // It looks into no list of objects (`events`), where SNS does.
  it.each([
    [{ kind: ["test"], sector: [{ prefix: "a" }] }],
    [{ kind: [{ "anything-but": ["test"] }] }],
    [{ schemaVersion: [{ numeric: ["=", 1] }], moreEvents: [{ numeric: [">=", 0, "<", 5] }] }],
    [{ moreEvents: [{ numeric: [">", 0] }] }],
    [{ kind: [{ exists: false }] }],
    [{ page: { address: [{ exists: false }] }, worst: [{ "equals-ignore-case": "WARNING" }] }],
    [{ page: { address: [{ prefix: "s3" }] } }],
    [{ $or: [{ kind: ["digest"] }, { level: ["warning"] }] }],
    [{ $or: [{ kind: ["digest"] }, { level: ["critical"] }] }],
  ])("by its text: %j", async (policy) => {
    expect(await expectSame(policy, "MessageBody", {}, document)).not.toBe("unknown");
  });
});

let made = 0;

/** Publishes to a queue behind the filter, and compares whether it arrives with what is said of it. */
async function expectSame(
  policy: object,
  scope: string,
  attributes: TopicMessage["attributes"],
  text: string,
): Promise<Answer> {
  made += 1;
  const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: `topic-${made}` }));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `queue-${made}` }));
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] });
  const Endpoint = (await sqs.send(asked)).Attributes?.QueueArn;
  const Attributes = { FilterPolicy: JSON.stringify(policy), FilterPolicyScope: scope };
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint, Attributes }));
  const MessageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([name, { type, value }]) => [
      name,
      { DataType: type, StringValue: value },
    ]),
  );
  await sns.send(new PublishCommand({ TopicArn, Message: text, MessageAttributes }));
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 0 }));
  const [listed] = await createFilteredSubscriptions(sns, TopicArn).list();
  if (listed === undefined) throw new Error("the subscription is not listed");
  expect(listed).toMatchObject({ protocol: "sqs", isConfirmed: true, filter: { scope } });
  const message = { subject: "TEST", body: JSON.stringify({ default: text }), attributes };
  const { delivers } = deliveryTo(listed, message);
  if (delivers !== "unknown")
    expect([delivers, policy]).toEqual([Messages.length > 0 ? "yes" : "no", policy]);
  return delivers;
}
