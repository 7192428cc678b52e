import { Duration, Validations } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Bucket, CfnBucket, LifecycleRule } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { rejectsPrefix } from "../../shared/contract/names.ts";
import { addPrivateBucket } from "./private-bucket.ts";

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

/** The private bucket for files to import, with earlier versions for a month. It sends events to EventBridge. */
export class ImportBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: ImportBucketProps) {
    super(scope, id);
    this.bucket = addPrivateBucket(this, { ...props, versioned: true, lifecycleRules: LIFECYCLE });
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
