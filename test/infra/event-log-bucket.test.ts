import { Match } from "aws-cdk-lib/assertions";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Synthesis, synthesize } from "../support/synthesis.ts";

let synthesis: Synthesis;
beforeAll(() => {
  synthesis = synthesize({ email: "all@example.com" });
});
afterAll(() => synthesis.remove());

describe("the bucket of the event log", () => {
  it("is kept, and no file in it ever expires; what was replaced or deleted stays for a month", () => {
    const buckets = synthesis.template.findResources("AWS::S3::Bucket");
    const [, log] = Object.entries(buckets).find(([id]) => id.startsWith("EventLog")) ?? [];
    expect(log).toMatchObject({
      DeletionPolicy: "Retain",
      Properties: { VersioningConfiguration: { Status: "Enabled" } },
    });
    expect(log?.Properties.LifecycleConfiguration.Rules).toEqual([
      {
        ...{ Id: "earlier-versions", Status: "Enabled", ExpiredObjectDeleteMarker: true },
        NoncurrentVersionExpiration: { NoncurrentDays: 30 },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      },
    ]);
  });

  it("is written by the watchdog alone, which may neither replace a file nor read one", () => {
    const policies = synthesis.template.findResources("AWS::IAM::ManagedPolicy");
    const about = Object.entries(policies).flatMap(([id, { Properties }]) =>
      (Properties.PolicyDocument.Statement as Statement[])
        .filter(({ Resource }) => JSON.stringify(Resource).includes("EventLog"))
        .map(({ Action, Resource, Condition }) => ({
          writer: id.slice(0, "Watchdog".length),
          actions: [Action].flat(),
          on: /"(\/[^"]+)"/.exec(JSON.stringify(Resource))?.[1] ?? "the bucket",
          condition: Condition,
        })),
    );
    const writer = "Watchdog";
    expect(about).toEqual([
      {
        ...{ writer, actions: ["s3:PutObject"], on: "/events/*" },
        condition: { Null: { "s3:if-none-match": "false" } },
      },
      { writer, actions: ["s3:GetObject", "s3:PutObject"], on: "/index/*", condition: undefined },
      { writer, actions: ["s3:ListBucket"], on: "the bucket", condition: undefined },
    ]);
  });

  it("is told to the watchdog", () => {
    synthesis.template.hasResourceProperties("AWS::Lambda::Function", {
      Environment: {
        Variables: Match.objectLike({ EVENT_LOG_BUCKET: { Ref: Match.stringLikeRegexp("^EventLog") } }),
      },
    });
  });
});

interface Statement {
  Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
}
