import { Duration } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Bucket, CfnBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { rejectsPrefix } from "../../shared/contract/buckets.ts";
import { addVersionedBucket } from "./private-bucket.ts";

export interface ImportBucketProps {
  keepData: boolean;
  encryptionKey: IKey;
}

/** The private bucket for files to import, with earlier versions for a month. It sends events to EventBridge. */
export class ImportBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: ImportBucketProps) {
    super(scope, id);
    this.bucket = addVersionedBucket(this, {
      ...props,
      lifecycleRules: [{ id: "rejects", prefix: rejectsPrefix, expiration: Duration.days(90) }],
      longestUpload: Duration.days(7),
      noLog: "Every version of a file is kept for a month, and the function logs each one that it imports.",
      noCopy:
        "Files are handed over here; what they hold stands in tables that can be restored to any second.",
    });
    // The option eventBridgeEnabled of CDK would add a Lambda that may change the notifications of every
    // bucket.
    (this.bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
  }
}
