import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Match } from "aws-cdk-lib/assertions";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDeployment } from "../../infra/config/deployment.ts";
import { readPoliciesToDeploy } from "../../infra/config/policy-folder.ts";
import { samplePolicies } from "../support/sample-policies.ts";
import { type Synthesis, synthesize } from "../support/synthesis.ts";

const QUEUE = "arn:aws:sqs:us-east-1:123456789012:pager";
const everyone = [
  { protocol: "email", endpoint: "calm@example.com", sectors: ["ai"], level: "warning" },
  { protocol: "sms", endpoint: "+12065550100", level: "critical" },
  { protocol: "https", endpoint: "https://example.com/alerts" },
  { protocol: "sqs", endpoint: QUEUE, level: "possible" },
];

let synthesis: Synthesis;
let folder: string;
beforeAll(() => {
  synthesis = synthesize({ subscribers: everyone });
  folder = mkdtempSync(join(tmpdir(), "chokepoint-config-"));
});
afterAll(() => {
  synthesis.remove();
  rmSync(folder, { recursive: true });
});

const ALL = [...readPoliciesToDeploy().keys()];

describe("a subscriber", () => {
  it("by https is tried for most of an hour, and may check signatures by SHA256", () => {
    const healthyRetryPolicy = { numRetries: 50, minDelayTarget: 60, maxDelayTarget: 60 };
    synthesis.template.hasResourceProperties("AWS::SNS::Subscription", {
      Protocol: "https",
      DeliveryPolicy: { healthyRetryPolicy },
    });
    synthesis.template.allResourcesProperties("AWS::SNS::Topic", { SignatureVersion: "2" });
  });

  it.each([
    ["email", "calm@example.com", { sector: ["ai"], worst: ["warning", "critical"] }],
    ["sms", "+12065550100", { sector: ALL, worst: ["critical"] }],
    ["https", "https://example.com/alerts", { sector: ALL }],
    ["sqs", QUEUE, { sector: ALL, worst: ["possible", "warning", "critical"] }],
  ])("by %s receives what they chose", (Protocol, Endpoint, FilterPolicy) => {
    synthesis.template.hasResourceProperties("AWS::SNS::Subscription", { Protocol, Endpoint, FilterPolicy });
  });

  it.each(["email", "sms", "https", "sqs"])(
    "by %s finds what could not be handed over in a queue",
    (Protocol) => {
      const deadLetterTargetArn = { "Fn::GetAtt": [Match.stringLikeRegexp("^UndeliveredQueue"), "Arn"] };
      const RedrivePolicy = { deadLetterTargetArn };
      synthesis.template.hasResourceProperties("AWS::SNS::Subscription", { Protocol, RedrivePolicy });
    },
  );

  it.each([
    [
      { protocol: "pigeon", endpoint: "x" },
      'field "subscribers.0.protocol": needs a protocol: email, sms, https or sqs',
    ],
    [
      { protocol: "sms", endpoint: "0206" },
      'field "subscribers.0.endpoint": must be a telephone number like +12065550100',
    ],
    [
      { protocol: "https", endpoint: "http://example.com" },
      'field "subscribers.0.endpoint": must be an address like https://example.com/alerts',
    ],
    [{ protocol: "sqs", endpoint: "pager" }, 'field "subscribers.0.endpoint": must be the ARN of a queue'],
    [
      { protocol: "sqs", endpoint: `${QUEUE}.fifo` },
      `field "subscribers.0.endpoint": "${QUEUE}.fifo" is a FIFO queue, which a topic like this cannot reach: name a standard one`,
    ],
    [
      { protocol: "email", endpoint: "a@example.com", level: "bad" },
      'field "subscribers.0.level": must be one of possible, warning, critical',
    ],
    [
      { protocol: "email", endpoint: "a@example.com", sectors: [] },
      'field "subscribers.0.sectors": must name at least one',
    ],
  ])("like %j is refused in one sentence", (subscriber, sentence) => {
    expect(() => readDeployment({ subscribers: [subscriber] }, samplePolicies)).toThrow(
      `context: ${sentence}`,
    );
  });

  it("is refused when given twice, since SNS would keep one choice of the two", () => {
    const context = {
      email: "a@example.com",
      subscribers: [{ protocol: "email", endpoint: "a@example.com" }],
    };
    expect(() => readDeployment(context, samplePolicies)).toThrow(
      "context: a@example.com is a subscriber twice",
    );
  });
});

describe("a configuration file", () => {
  const file = (content: string) => {
    const path = join(folder, "config.json");
    writeFileSync(path, content);
    return path;
  };

  it("has the keys of the context, which decides what stands in both", () => {
    const config = file(JSON.stringify({ stage: "dev", historyDays: 30, subscribers: everyone }));
    expect(readDeployment({ config, historyDays: "60" }, samplePolicies)).toMatchObject({
      stage: "dev",
      stackName: "Chokepoint-dev",
      keepData: false,
      historyDays: 60,
      subscribers: [{ protocol: "email" }, { protocol: "https" }, { protocol: "sms" }, { protocol: "sqs" }],
    });
  });

  it.each([
    [
      "is not JSON",
      "{",
      /^config: .*config\.json" is not JSON: line 1, column 2: it ends before "\{" of line 1 is closed$/,
    ],
    ["is a list", "[]", /must hold an object with the keys of the context$/],
    ["has a key that is not known", '{"emial":"a"}', /^context: field "emial" is not known$/],
  ])("that %s is refused in one sentence", (_what, content, sentence) => {
    expect(() => readDeployment({ config: file(content) }, samplePolicies)).toThrow(sentence);
  });

  it("that is not there is refused in one sentence", () => {
    expect(() => readDeployment({ config: "nowhere.json" }, samplePolicies)).toThrow(
      'config: "nowhere.json" is not there',
    );
  });
});
