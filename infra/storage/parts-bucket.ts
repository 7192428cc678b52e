import { Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { partsPrefix } from "../../shared/contract/names.ts";

/**
 * The bucket for what the functions that fold the parts of a large sector leave for the run that adds them up: private and over
 * TLS only. That run removes what it has used. What a run leaves that died is removed after a day.
 */
export class PartsBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { encryptionKey }: { encryptionKey: IKey }) {
    super(scope, id);
    this.bucket = new Bucket(this, "Bucket", {
      encryption: BucketEncryption.KMS,
      encryptionKey,
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [
        {
          id: "left-by-a-run-that-died",
          expiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(this.bucket).acknowledge(
      ...[
        "AwsSolutions-S1",
        "NIST.800.53.R5-S3BucketLoggingEnabled",
        "NIST.800.53.R5-S3BucketReplicationEnabled",
        "NIST.800.53.R5-S3BucketVersioningEnabled",
      ].map((id) => ({
        id,
        reason: "What it holds is made of the tables, is used once and is removed within a day.",
      })),
    );
  }
  /** Acknowledges that a function may work with all parts: nothing else is in this bucket. */
  acknowledgeParts(user: Construct): void {
    const arn = `<${Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket)}.Arn>`;
    Validations.of(user).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${arn}/${partsPrefix}*]`,
      reason:
        "Each run has a name of its own: the prefix is all that is known, and nothing else is in this bucket.",
    });
  }
}
