import { App, Stack } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { Key } from "aws-cdk-lib/aws-kms";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ImportBucket } from "../../infra/storage/import-bucket.ts";
import { functionOutputs } from "../../shared/contract/functions.ts";
import { type Synthesis, synthesize } from "../support/synthesis.ts";

let synthesis: Synthesis;
beforeAll(() => {
  synthesis = synthesize({ email: "all@example.com" });
});
afterAll(() => synthesis.remove());

describe("the bucket for files", () => {
  it("is versioned and kept", () => {
    synthesis.template.hasResource("AWS::S3::Bucket", {
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: {
        VersioningConfiguration: { Status: "Enabled" },
      },
    });
  });

  it("is another one than the bucket of parts, which keeps nothing for longer than a day", () => {
    synthesis.template.hasResource("AWS::S3::Bucket", {
      DeletionPolicy: "Delete",
      Properties: {
        VersioningConfiguration: Match.absent(),
        LifecycleConfiguration: {
          Rules: [{ ExpirationInDays: 1, Status: "Enabled", Prefix: Match.absent() }],
        },
      },
    });
  });

  it("is another one than the bucket of the report pages, whose pages never expire", () => {
    const buckets = synthesis.template.findResources("AWS::S3::Bucket");
    const [, pages] = Object.entries(buckets).find(([id]) => id.startsWith("Reports")) ?? [];
    expect(pages).toMatchObject({
      DeletionPolicy: "Retain",
      Properties: {
        LifecycleConfiguration: { Rules: [{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }] },
      },
    });
    expect(JSON.stringify(pages)).not.toMatch(/Expiration/);
  });

  it("lets earlier versions go after a month, unfinished uploads after a week, rejects after 90 days", () => {
    synthesis.template.hasResourceProperties("AWS::S3::Bucket", {
      LifecycleConfiguration: {
        Rules: [
          {
            Id: "earlier-versions",
            Status: "Enabled",
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            ExpiredObjectDeleteMarker: true,
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
          { Id: "rejects", Status: "Enabled", Prefix: "rejects/", ExpirationInDays: 90 },
        ],
      },
    });
  });

  it("takes a key of its owner's", () => {
    const stack = new Stack(new App(), "Test");
    new ImportBucket(stack, "Files", { keepData: false, encryptionKey: new Key(stack, "Key") });
    Template.fromStack(stack).hasResourceProperties("AWS::S3::Bucket", {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" }, BucketKeyEnabled: true },
        ],
      },
    });
  });
});

describe("a file that is put", () => {
  it("starts the import whatever its key, so that a wrong one is told, and never from what an import writes", () => {
    synthesis.template.hasResourceProperties("AWS::S3::Bucket", {
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    synthesis.template.hasResourceProperties("AWS::Events::Rule", {
      State: "ENABLED",
      EventPattern: {
        source: ["aws.s3"],
        "detail-type": ["Object Created", "Object Deleted"],
        detail: {
          bucket: { name: [{ Ref: Match.stringLikeRegexp("^ImportFiles") }] },
          object: { key: [{ "anything-but": { prefix: "rejects/" } }] },
        },
      },
      Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue() })],
    });
  });

  it("may start it only through that rule", () => {
    synthesis.template.hasResourceProperties("AWS::Lambda::Permission", {
      Principal: "events.amazonaws.com",
      FunctionName: { "Fn::GetAtt": [Match.stringLikeRegexp("^ImportFunction"), "Arn"] },
      SourceArn: { "Fn::GetAtt": [Match.stringLikeRegexp("^ImportFilePut"), "Arn"] },
    });
  });

  it("is tried three times within six hours, and then kept", () => {
    synthesis.template.hasResourceProperties("AWS::Lambda::EventInvokeConfig", {
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 21_600,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  it("brings no function but those of Chokepoint", () => {
    synthesis.template.resourceCountIs("AWS::Lambda::Function", Object.keys(functionOutputs).length);
  });
});

describe("the import function", () => {
  it("may read files, write about them, import, and start the recompute, and nothing else", () => {
    const policies = synthesis.template.findResources("AWS::IAM::ManagedPolicy");
    const [, policy] = Object.entries(policies).find(([id]) => id.startsWith("ImportFunctionRole")) ?? [];
    const statements = policy?.Properties.PolicyDocument.Statement as { Action: string | string[] }[];
    expect(statements.flatMap(({ Action }) => Action).sort()).toEqual([
      "dynamodb:BatchGetItem",
      "dynamodb:BatchWriteItem",
      "dynamodb:Query",
      "dynamodb:Scan",
      "kms:Decrypt",
      "kms:Decrypt",
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:Encrypt",
      "kms:GenerateDataKey",
      "kms:GenerateDataKey",
      "kms:GenerateDataKey",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
      "lambda:InvokeFunction",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "s3:DeleteObject",
      "s3:GetObject",
      "s3:ListBucket",
      "s3:PutObject",
      "sqs:SendMessage",
    ]);
    const text = (action: string) =>
      JSON.stringify(statements.filter(({ Action }) => [Action].flat().includes(action)));
    expect(text("s3:PutObject").match(/"\/[^"]*\*"/g)).toEqual(['"/rejects/*"']);
    expect(text("lambda:InvokeFunction")).toMatch(/"Fn::GetAtt":\["RecomputeFunctionHandler\w+","Arn"\]/);
  });

  it("is told which function recomputes", () => {
    synthesis.template.hasResourceProperties("AWS::Lambda::Function", {
      Environment: {
        Variables: Match.objectLike({
          RECOMPUTE_FUNCTION: { Ref: Match.stringLikeRegexp("^RecomputeFunctionHandler") },
        }),
      },
    });
  });
});
