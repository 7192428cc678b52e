import { afterAll, beforeAll, expect, it } from "vitest";
import { type Synthesis, synthesize } from "../support/synthesis.ts";

let synthesis: Synthesis;
beforeAll(() => {
  synthesis = synthesize({ email: "all@example.com" });
});
afterAll(() => synthesis.remove());

it("keeps every bucket private, owned by the account, and encrypted with the stack's key", () => {
  const buckets = Object.values(synthesis.template.findResources("AWS::S3::Bucket"));
  expect(buckets.length).toBeGreaterThan(0);
  for (const { Properties } of buckets) {
    expect(Properties).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: "aws:kms",
              KMSMasterKeyID: { "Fn::GetAtt": [expect.stringMatching(/^EncryptionKey/), "Arn"] },
            },
          },
        ],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  }
});

it("lets nobody work with a bucket without TLS 1.2", () => {
  const buckets = Object.keys(synthesis.template.findResources("AWS::S3::Bucket"));
  const policies = Object.values(synthesis.template.findResources("AWS::S3::BucketPolicy"));
  expect(policies.map(({ Properties }) => Properties.Bucket.Ref).sort()).toEqual(buckets.sort());
  for (const { Properties } of policies) {
    const denied = Properties.PolicyDocument.Statement.filter(
      ({ Effect, Principal }: { Effect: string; Principal: unknown }) =>
        Effect === "Deny" && JSON.stringify(Principal) === '{"AWS":"*"}',
    );
    const conditions = denied.map(({ Condition }: { Condition: unknown }) => Condition);
    expect(conditions).toEqual([
      { Bool: { "aws:SecureTransport": "false" } },
      { NumericLessThan: { "s3:TlsVersion": 1.2 } },
    ]);
  }
});
