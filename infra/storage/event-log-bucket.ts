import { Duration } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { eventFilesPrefix, eventIndexPrefix } from "../../shared/contract/buckets.ts";
import { type Permission, sealing } from "../permissions/restricted-role.ts";
import { acknowledgePrefix, addVersionedBucket } from "./private-bucket.ts";

export interface EventLogBucketProps {
  keepData: boolean;
  encryptionKey: IKey;
}

/**
 * The private bucket of the event log: a file for each sector and day, which is written once and never expires, and for each sector
 * how far its files are written. What somebody deletes or replaces by hand can be brought back for a month.
 */
export class EventLogBucket extends Construct {
  readonly bucket: Bucket;
  private readonly encryptionKey: IKey;

  constructor(scope: Construct, id: string, props: EventLogBucketProps) {
    super(scope, id);
    this.encryptionKey = props.encryptionKey;
    this.bucket = addVersionedBucket(this, {
      ...props,
      lifecycleRules: [],
      longestUpload: Duration.days(1),
      noLog: "One function writes here, and logs each file; an earlier version of each is kept for a month.",
      noCopy: "The files are made of tables that can be restored to any second, and may be copied anywhere.",
    });
  }

  /** Writing files that are not there yet, and how far they are written. No file can be read or replaced. */
  writing(): Permission[] {
    const { bucketArn } = this.bucket;
    return [
      {
        actions: ["s3:PutObject"],
        resource: `${bucketArn}/${eventFilesPrefix}*`,
        conditions: { Null: { "s3:if-none-match": "false" } },
      },
      { actions: ["s3:GetObject", "s3:PutObject"], resource: `${bucketArn}/${eventIndexPrefix}*` },
      // Without it, S3 says of an index that is not there yet only that it may not be read.
      { actions: ["s3:ListBucket"], resource: bucketArn },
      sealing(this.encryptionKey, "s3"),
    ];
  }

  /** Acknowledges that a function may work with all files: nothing else is in this bucket. */
  acknowledgeFiles(writer: Construct): void {
    const reason = "Sectors and days differ: the prefix is all that is known, and nothing else is under it.";
    for (const prefix of [eventFilesPrefix, eventIndexPrefix])
      acknowledgePrefix(writer, this.bucket, prefix, reason);
  }
}
