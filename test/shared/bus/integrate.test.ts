import { readFileSync } from "node:fs";
import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { EventBus } from "aws-cdk-lib/aws-events";
import { Key } from "aws-cdk-lib/aws-kms";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { beforeAll, describe, expect, it } from "vitest";
import type { BusEnvelope } from "../../../cli/cloud/embedded-bus.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { ChatTopic } from "../../../infra/messaging/chat-topic.ts";
import type { BusEvent } from "../../../shared/bus/bus-event.ts";
import { ruleOf } from "../../support/builders.ts";
import { type InputTransformer, matches, templateOf, transformed } from "../../support/bus-rules.ts";
import { type Integration, integrations } from "../../support/integrations.ts";
import { memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, positionOf } from "../../support/samples.ts";

const DOCUMENT = "docs/integrate.md";

/** An alert that is raised and resolved. */
let raised: BusEnvelope;
let resolved: BusEnvelope;
beforeAll(async () => {
  [raised, resolved] = await twoEvents("Campus North");
});

async function twoEvents(program: string): Promise<[BusEnvelope, BusEnvelope]> {
  const ports = memoryPorts();
  const policy = chinaPolicy("ai", {
    label: "AI",
    rules: [ruleOf({ id: "china-origin", title: "Made in China", by: "program" })],
  });
  const deployment = { policies: new Map([["ai", policy]]), version: "1.2.3", place: null };
  const supply = (chinese: number) => [
    positionOf({ positionId: "P-1", originCountry: "CN", exposure: chinese, program }),
    positionOf({
      positionId: "P-2",
      originCountry: "JP",
      exposure: 100_000_000_00 - chinese,
      program,
    }),
  ];
  for (const [asOf, chinese] of [
    ["2026-07-30", 71_000_000_00],
    ["2026-07-31", 12_000_000_00],
  ] as const) {
    ports.stored.positions = supply(chinese);
    await recompute({ asOf }, ports, deployment);
  }
  const [first, second] = ports.stored.onBus;
  if (first === undefined || second === undefined) throw new Error("two events");
  return [envelopeOf(first), envelopeOf(second)];
}

function envelopeOf({ type, detail }: BusEvent): BusEnvelope {
  return {
    version: "0",
    id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
    "detail-type": type,
    source: "chokepoint",
    account: "111122223333",
    time: `${detail.asOf}T06:00:00Z`,
    region: "eu-central-1",
    resources: [],
    detail,
  };
}

/** What the document shows between marks, by their names. */
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
    const odd = await twoEvents('Hall "A" \\ <!here>');
    for (const [, rule] of rules) {
      expect(matches(rule.pattern, { ...raised, source: "aws.s3" })).toBe(false);
      for (const event of odd.filter((one) => matches(rule.pattern, one)))
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

it("the document shows each message as it is sent, and the event as a rule gets it", async () => {
  shown.event = raised;
  let text = readFileSync(DOCUMENT, "utf8");
  for (const [name, value] of Object.entries(shown)) {
    const block = new RegExp(`(?<=<!-- ${name} -->\\n)[\\s\\S]*?(?=<!-- /${name} -->)`);
    expect(text, `${DOCUMENT} has a place for ${name}`).toMatch(block);
    text = text.replace(block, () => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`\n`);
  }
  await expect(text).toMatchFileSnapshot(`../../../${DOCUMENT}`);
});
