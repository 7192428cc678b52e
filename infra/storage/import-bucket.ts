import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  type LifecycleRule,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { rejectsPrefix } from "../../shared/contract/names.ts";

export interface ImportBucketProps {
  keepData: boolean;
  encryptionKey: IKey;
}

const LIFECYCLE: LifecycleRule[] = [
  {
    id: "earlier-versions",
    noncurrentVersionExpiration: Duration.days(30),
    expiredObjectDeleteMarker: true,
    abortIncompleteMultipartUploadAfter: Duration.days(7),
  },
  { id: "rejects", prefix: rejectsPrefix, expiration: Duration.days(90) },
];

/**
 * The bucket for files to import: private, over TLS only, with earlier versions for a month. It sends events to
 * EventBridge.
 */
export class ImportBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { keepData, encryptionKey }: ImportBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, "Bucket", {
      encryption: BucketEncryption.KMS,
      encryptionKey,
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      lifecycleRules: LIFECYCLE,
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // The option eventBridgeEnabled of CDK would add a Lambda that may change the notifications of every
    // bucket.
    (this.bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    Validations.of(this.bucket).acknowledge(
      ...["AwsSolutions-S1", "NIST.800.53.R5-S3BucketLoggingEnabled"].map((id) => ({
        id,
        reason:
          "Every version of a file is kept for a month, and the function logs each one that it imports.",
      })),
      {
        id: "NIST.800.53.R5-S3BucketReplicationEnabled",
        reason:
          "Files are handed over here; what they hold stands in tables that can be restored to any second.",
      },
    );
  }
}
