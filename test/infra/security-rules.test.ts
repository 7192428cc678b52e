import type { Stack } from "aws-cdk-lib";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { describe, expect, it } from "vitest";
import { findings } from "../support/synthesis.ts";

const EVERYTHING = {
  stage: "prod",
  email: "all@example.com",
  operations: "ops@example.com",
  subscribers: [
    { protocol: "sms", endpoint: "+12065550100", level: "critical" },
    { protocol: "https", endpoint: "https://example.com/alerts" },
    { protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:123456789012:alerts" },
  ],
  functions: { recompute: { concurrency: 2 } },
  tracing: true,
};

describe("the security rules", () => {
  it.each([
    ["the least that can be deployed", { stage: "dev" }],
    ["everything that can be chosen", EVERYTHING],
  ])("find nothing, not even to warn of, in %s", (_, context) => {
    // Without an address, the stack itself warns that nobody is told.
    expect(findings(context).filter((found) => !found.includes("::chokepoint:"))).toEqual([]);
  });

  it("are those of three packs, which refuse what nobody gave a reason for", () => {
    const found = findings({ stage: "dev" }, (stack: Stack) => {
      new Queue(stack, "Bare");
      new Bucket(stack, "BareFiles");
    });
    for (const rule of [
      "AwsSolutions AwsSolutions-SQS4",
      "NIST.800.53.R5 NIST.800.53.R5-S3BucketVersioningEnabled",
      "Serverless Serverless-SQSRedrivePolicy",
    ]) {
      expect(found).toContain(rule);
    }
  });
});
