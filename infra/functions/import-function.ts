import { Duration, Stack, Validations } from "aws-cdk-lib";
import { Match, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Bucket, CfnBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { importPrefixes, objectCreated, objectDeleted, rejectsPrefix } from "../../shared/contract/names.ts";
import type { FunctionProps, LeastPrivilegeFunction } from "../compute/least-privilege-function.ts";
import { addUnattended, type Unattended } from "../compute/unattended-function.ts";
import type { DeadLetterQueue } from "../messaging/dead-letter-queue.ts";
import { type Permission, sealing } from "../permissions/restricted-role.ts";

export interface ImportFunctionProps extends FunctionProps {
  bucket: Bucket;
}

// A file is worth importing as long as AWS is willing to try.
const MOST_EVENT_AGE = Duration.hours(6);
const READ_PREFIXES = [...importPrefixes, rejectsPrefix];

/**
 * A function that is started by each file put into a bucket, but for what it writes there itself; also by one whose key
 * says nothing, so that somebody is told, and when that is deleted. What cannot be started, and what fails after its
 * retries, lands in a dead-letter queue each.
 */
export class ImportFunction extends Construct implements Unattended {
  readonly function: LeastPrivilegeFunction;
  /** The events that could not be handed to the function. */
  readonly notStarted: DeadLetterQueue;
  /** The events with which the function failed, and its errors. */
  readonly failed: DeadLetterQueue;

  constructor(scope: Construct, id: string, { bucket, ...props }: ImportFunctionProps) {
    super(scope, id);
    const allows = [...props.allows, ...workingOn(bucket, props.encryptionKey)];
    const added = addUnattended(this, { ...props, allows }, MOST_EVENT_AGE);
    this.function = added.function;
    this.notStarted = added.notStarted;
    this.failed = added.failed;
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
          deadLetterQueue: this.notStarted.queue,
          maxEventAge: MOST_EVENT_AGE,
        }),
      ],
    });
  }

  /** Objects can be named by their prefix only. Any other wildcard is still found. */
  private acknowledgePrefixes(bucket: Bucket): void {
    const arn = `<${Stack.of(this).getLogicalId(bucket.node.defaultChild as CfnBucket)}.Arn>`;
    const reason = "Files have the names that people give them: their prefix is all that is known.";
    for (const prefix of READ_PREFIXES) {
      const id = `AwsSolutions-IAM5[Resource::${arn}/${prefix}*]`;
      Validations.of(this.function).acknowledge({ id, reason });
    }
  }
}

/** Reading files, and writing about them under a prefix of its own. It cannot change or remove a file. */
function workingOn({ bucketArn }: Bucket, encryptionKey: IKey): Permission[] {
  return [
    ...READ_PREFIXES.map((prefix) => ({
      actions: ["s3:GetObject"],
      resource: `${bucketArn}/${prefix}*`,
    })),
    { actions: ["s3:PutObject", "s3:DeleteObject"], resource: `${bucketArn}/${rejectsPrefix}*` },
    // Without it, S3 does not tell an object that is gone from one that must not be read.
    { actions: ["s3:ListBucket"], resource: bucketArn },
    sealing(encryptionKey, "s3"),
  ];
}
