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
import { afterAll, beforeAll, expect, it } from "vitest";
import { createFilteredSubscriptions } from "../../../functions/aws/sns/filtered-subscriptions.ts";
import type { TopicMessage } from "../../../shared/bulletin/topic-message.ts";
import { deliveryTo } from "../../../shared/subscriptions/delivery.ts";
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

let made = 0;

/** Publishes to a queue behind the filter, and compares whether it arrives with what is said of it. */
async function expectSame(
  policy: object,
  scope: string,
  attributes: TopicMessage["attributes"],
  text: string,
): Promise<void> {
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
}
