import { Duration } from "aws-cdk-lib";
import { Match, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import {
  importPrefixes,
  objectCreated,
  objectDeleted,
  rejectsPrefix,
} from "../../shared/contract/buckets.ts";
import type { FunctionProps, LeastPrivilegeFunction } from "../compute/least-privilege-function.ts";
import { addUnattended } from "../compute/unattended-function.ts";
import type { FailureQueues } from "../messaging/failure-queues.ts";
import { type Permission, sealing } from "../permissions/restricted-role.ts";
import { acknowledgePrefix } from "../storage/private-bucket.ts";

export interface ImportFunctionProps extends FunctionProps {
  bucket: Bucket;
  failures: FailureQueues;
}

// A late import is still useful, so AWS may try for as long as it can.
const MOST_OBJECT_EVENT_AGE = Duration.hours(6);
const READ_PREFIXES = [...importPrefixes, rejectsPrefix];

/**
 * A function that each file in a bucket starts, except the files that it writes there itself. A file whose key
 * says nothing starts it too, so that somebody is told, and so does the deletion of such a file.
 */
export class ImportFunction extends Construct {
  readonly function: LeastPrivilegeFunction;

  constructor(scope: Construct, id: string, { bucket, failures, ...props }: ImportFunctionProps) {
    super(scope, id);
    const allows = [...props.allows, ...workingOn(bucket, props.encryptionKey)];
    const { failed, notStarted } = failures;
    this.function = addUnattended(this, { ...props, allows, failed, maxEventAge: MOST_OBJECT_EVENT_AGE });
    this.acknowledgePrefixes(bucket);
    new Rule(this, "FilePut", {
      description: "Imports each file that is put into the bucket",
      eventPattern: {
        source: ["aws.s3"],
        detailType: [objectCreated, objectDeleted],
        detail: {
          bucket: { name: [bucket.bucketName] },
          object: { key: Match.anythingButPrefix(rejectsPrefix) },
        },
      },
      targets: [
        new LambdaFunction(this.function.handler, {
          deadLetterQueue: notStarted.queue,
          maxEventAge: MOST_OBJECT_EVENT_AGE,
        }),
      ],
    });
  }

  /**
   * The permission for objects names their prefix, which needs this wildcard. Any other wildcard is still
   * reported.
   */
  private acknowledgePrefixes(bucket: Bucket): void {
    const reason = "Files have the names that people give them: their prefix is all that is known.";
    for (const prefix of READ_PREFIXES) acknowledgePrefix(this.function, bucket, prefix, reason);
  }
}

/**
 * Allows reading files, and writing reports under a prefix of its own. The function cannot change or remove a
 * file.
 */
function workingOn({ bucketArn }: Bucket, encryptionKey: IKey): Permission[] {
  return [
    ...READ_PREFIXES.map((prefix) => ({
      actions: ["s3:GetObject"],
      resource: `${bucketArn}/${prefix}*`,
    })),
    { actions: ["s3:PutObject", "s3:DeleteObject"], resource: `${bucketArn}/${rejectsPrefix}*` },
    // Without this permission, S3 gives the same answer for a missing object and for one that must not be read.
    { actions: ["s3:ListBucket"], resource: bucketArn },
    sealing(encryptionKey, "s3"),
  ];
}
