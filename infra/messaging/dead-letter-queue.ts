import { Duration, Validations } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { type Permission, sealing } from "../permissions/restricted-role.ts";

export interface DeadLetterQueueProps {
  encryptionKey: IKey;
}

/** A queue for what failed. It keeps a message for as long as SQS allows, until somebody looks at it. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;
  private readonly encryptionKey: IKey;

  constructor(scope: Construct, id: string, { encryptionKey }: DeadLetterQueueProps) {
    super(scope, id);
    this.encryptionKey = encryptionKey;
    this.queue = new Queue(this, "Queue", {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: encryptionKey,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this.queue).acknowledge(
      ...["AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy"].map((id) => ({
        id,
        reason: "This is itself a dead-letter queue.",
      })),
    );
  }

  /** The permissions that are needed to send a message to it. */
  receiving(): Permission[] {
    return [
      { actions: ["sqs:SendMessage"], resource: this.queue.queueArn },
      sealing(this.encryptionKey, "sqs"),
    ];
  }
}
