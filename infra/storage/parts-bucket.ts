import { Duration } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { partsPrefix } from "../../shared/contract/parts.ts";
import { acknowledgeMadeAgain, acknowledgePrefix, addPrivateBucket } from "./private-bucket.ts";

/**
 * The private bucket for what the functions that fold the parts of a large sector leave for the run that adds them up. That run
 * removes what it has used. What a run leaves that died is removed after a day.
 */
export class PartsBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { encryptionKey }: { encryptionKey: IKey }) {
    super(scope, id);
    this.bucket = addPrivateBucket(this, {
      encryptionKey,
      keepData: false,
      lifecycleRules: [
        {
          id: "left-by-a-run-that-died",
          expiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    acknowledgeMadeAgain(
      this.bucket,
      "What it holds is made of the tables, is used once and is removed within a day.",
    );
  }

  /** Acknowledges that a function may work with all parts: nothing else is in this bucket. */
  acknowledgeParts(user: Construct): void {
    const reason =
      "Each run has a name of its own: the prefix is all that is known, and nothing else is in this bucket.";
    acknowledgePrefix(user, this.bucket, partsPrefix, reason);
  }
}
