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
import { reportsPrefix } from "../../shared/contract/names.ts";

export interface ReportsBucketProps {
  keepData: boolean;
  encryptionKey: IKey;
}

/**
 * The bucket of the report pages, one for each sector: private and over TLS only. Nobody reaches it but with permissions in the
 * account, or with a link that somebody with such permissions has signed.
 */
export class ReportsBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { keepData, encryptionKey }: ReportsBucketProps) {
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
        { id: "left-by-a-run-that-died", abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(this.bucket).acknowledge(
      ...[
        "AwsSolutions-S1",
        "NIST.800.53.R5-S3BucketLoggingEnabled",
        "NIST.800.53.R5-S3BucketReplicationEnabled",
        "NIST.800.53.R5-S3BucketVersioningEnabled",
      ].map((id) => ({
        id,
        reason: "Each page is made of the tables, and is written again after every recompute.",
      })),
    );
  }

  /** Acknowledges that a function may write all pages: nothing else is in this bucket. */
  acknowledgePages(writer: Construct): void {
    const arn = `<${Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket)}.Arn>`;
    Validations.of(writer).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${arn}/${reportsPrefix}*]`,
      reason: "There is a page for each sector, and nothing else is in this bucket.",
    });
  }
}
