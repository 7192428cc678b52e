import { readFileSync } from "node:fs";
import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { EventBus } from "aws-cdk-lib/aws-events";
import { Key } from "aws-cdk-lib/aws-kms";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { beforeAll, describe, expect, it } from "vitest";
import { ChatTopic } from "../../../infra/messaging/chat-topic.ts";
import { topicMessage } from "../../../shared/bulletin/topic-message.ts";
import { type InputTransformer, matches, templateOf, transformed } from "../../support/bus-rules.ts";
import { type Integration, integrations } from "../../support/integrations.ts";
import { type ShownAlert, shownAlert } from "../../support/shown-alert.ts";
import { smsLength } from "../../support/sms-length.ts";
import { type Deliveries, deliveriesOf, httpRequest, inAws } from "../../support/sns-deliveries.ts";

const DOCUMENT = "docs/integrate.md";

let { raised, resolved, message } = {} as ShownAlert;
beforeAll(async () => {
  ({ raised, resolved, message } = await shownAlert("Campus North"));
});

/** What the document shows between marks, by their names: JSON, or a part of the document as it stands. */
const shown: Record<string, unknown> = {};

const transformerOf = ({ paths, message }: Integration["rules"][string]): InputTransformer => {
  return { InputPathsMap: paths, InputTemplate: JSON.stringify(message) };
};

describe.each(Object.entries(integrations))("%s", (name, integration) => {
  const rules = Object.entries(integration.rules);

  it("is sent an alert, once", () => {
    const [fitting, ...others] = rules.filter(([, { pattern }]) => matches(pattern, raised));
    expect(others).toEqual([]);
    if (fitting === undefined) throw new Error("no rule takes it");
    const message = transformed(transformerOf(fitting[1]), raised);
    expect(JSON.stringify(message)).not.toContain("<");
    shown[name] = message;
  });

  it("is sent nothing of another source, and JSON without a mention whatever a program is named", async () => {
    const odd = await shownAlert('Hall "A" \\ <!here>');
    for (const [, rule] of rules) {
      expect(matches(rule.pattern, { ...raised, source: "aws.s3" })).toBe(false);
      for (const event of [odd.raised, odd.resolved].filter((one) => matches(rule.pattern, one)))
        expect(JSON.stringify(transformed(transformerOf(rule), event))).not.toMatch(/[<>]/);
    }
  });

  it("has a template to deploy", async () => {
    const text = `${JSON.stringify(templateOf(integration), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(`../../../docs/examples/${name}.template.json`);
    expect(readFileSync(DOCUMENT, "utf8")).toContain(`examples/${name}.template.json`);
  });
});

describe("pagerduty", () => {
  const { Open, Over } = integrations.pagerduty?.rules ?? {};
  if (Open === undefined || Over === undefined) throw new Error("two rules");

  it("ends the incident that it began", () => {
    expect([Open, Over].map(({ pattern }) => matches(pattern, resolved))).toEqual([false, true]);
    const end = transformed(transformerOf(Over), resolved) as { dedup_key: string };
    const begin = transformed(transformerOf(Open), raised) as { dedup_key: string };
    expect(end.dedup_key).toBe(begin.dedup_key);
    shown["pagerduty-end"] = end;
  });

  it("goes on where a rule was changed and its alert was raised at once", () => {
    const changed = (isFollowed: boolean) => {
      const detail = { ...(resolved.detail as object), event: "rule-changed", isFollowed };
      return matches(Over.pattern, { ...resolved, detail });
    };
    expect([changed(true), changed(false)]).toEqual([false, true]);
  });
});

describe("Amazon Q", () => {
  it("is sent each change as a custom notification, in a thread for each alert", () => {
    const stack = new Stack(new App(), "Test");
    const encryptionKey = new Key(stack, "Key");
    const undelivered = new Queue(stack, "Undelivered");
    new ChatTopic(stack, "Chat", { bus: new EventBus(stack, "Bus"), encryptionKey, undelivered });
    const [rule] = Object.values(Template.fromStack(stack).findResources("AWS::Events::Rule"));
    const { EventPattern, Targets } = rule?.Properties ?? {};
    expect(matches(EventPattern, raised)).toBe(true);
    const [target] = Targets as {
      InputTransformer: InputTransformer;
      RetryPolicy: object;
      DeadLetterConfig: object;
    }[];
    if (target === undefined) throw new Error("no target");
    expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
    expect(target.DeadLetterConfig).toEqual({ Arn: { "Fn::GetAtt": [expect.any(String), "Arn"] } });
    const message = transformed(target.InputTransformer, raised) as { metadata: { threadId: string } };
    const end = transformed(target.InputTransformer, resolved) as typeof message;
    expect(message.metadata.threadId).toBe(end.metadata.threadId);
    shown.chat = message;
  });
});

describe("a subscriber of the topic", () => {
  let delivered: Deliveries;
  beforeAll(async () => {
    delivered = await deliveriesOf(message);
  });

  it("by SQS or HTTPS is handed the envelope of SNS, with the document as its message", () => {
    const envelope = inAws(delivered.body);
    expect(JSON.parse(String(envelope.Message))).toEqual(message.document);
    shown.sqs = envelope;
    shown.https = `\`\`\`\n${httpRequest(envelope)}\n\`\`\`\n`;
  });

  it("by SQS with raw delivery is handed the document alone, and the attributes beside it", () => {
    expect(JSON.parse(delivered.raw.body)).toEqual(message.document);
    const { attributes } = topicMessage(message);
    const pairs = Object.entries(attributes).map(([name, { type, value }]) => {
      return [name, { DataType: type, StringValue: value }];
    });
    expect(delivered.raw.attributes).toEqual(Object.fromEntries(pairs));
    shown.document = JSON.parse(delivered.raw.body);
  });

  it("by SMS is sent the subject after the name of the stack, as one SMS", () => {
    const { sms } = JSON.parse(topicMessage(message).body) as { sms: string };
    const text = `CHOKEPOINT> ${sms}`;
    const { encoding, length, parts } = smsLength(text);
    expect([encoding, parts]).toEqual(["GSM", 1]);
    shown.sms = `\`\`\`\n${text}\n\`\`\`\n\nThat is one SMS: ${length} of its 160 septets.\n`;
  });
});

it("the document shows each message as it is sent, and the event as a rule gets it", async () => {
  shown.event = raised;
  let text = readFileSync(DOCUMENT, "utf8");
  for (const [name, value] of Object.entries(shown)) {
    const block = new RegExp(`(?<=<!-- ${name} -->\\n)[\\s\\S]*?(?=<!-- /${name} -->)`);
    expect(text, `${DOCUMENT} has a place for ${name}`).toMatch(block);
    const part =
      typeof value === "string" ? value : `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`\n`;
    text = text.replace(block, () => part);
  }
  await expect(text).toMatchFileSnapshot(`../../../${DOCUMENT}`);
});
