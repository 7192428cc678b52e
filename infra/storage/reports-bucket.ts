import { Duration } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { reportsPrefix } from "../../shared/contract/buckets.ts";
import { acknowledgeMadeAgain, acknowledgePrefix, addPrivateBucket } from "./private-bucket.ts";

export interface ReportsBucketProps {
  keepData: boolean;
  encryptionKey: IKey;
}

/**
 * The private bucket of the report pages, one for each sector. Nobody reaches it but with permissions in the account, or with a
 * link that somebody with such permissions has signed.
 */
export class ReportsBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: ReportsBucketProps) {
    super(scope, id);
    this.bucket = addPrivateBucket(this, {
      ...props,
      lifecycleRules: [
        { id: "left-by-a-run-that-died", abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    acknowledgeMadeAgain(
      this.bucket,
      "Each page is made of the tables, and is written again after every recompute.",
    );
  }

  /** Acknowledges that a function may write all pages: nothing else is in this bucket. */
  acknowledgePages(writer: Construct): void {
    const reason = "There is a page for each sector, and nothing else is in this bucket.";
    acknowledgePrefix(writer, this.bucket, reportsPrefix, reason);
  }
}
