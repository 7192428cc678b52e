import { Annotations, ArnFormat, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type IKey, Key } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";

export interface EncryptionKeyProps {
  /** The key to use, if there is one already. */
  own: IKey | undefined;
  keepData: boolean;
}

// In the policy of a key, `*` means the key itself. There is no other way to name it.
const THIS_KEY = ["*"];

/** The key that encrypts tables, topics, queues, the bucket and logs. It gets new material every year. */
export class EncryptionKey extends Construct {
  readonly key: IKey;

  constructor(scope: Construct, id: string, { own, keepData }: EncryptionKeyProps) {
    super(scope, id);
    this.key =
      own ??
      new Key(this, "Key", {
        description: "Chokepoint: everything it keeps and sends",
        enableKeyRotation: true,
        pendingWindow: Duration.days(30),
        removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      });
    const added = [this.logs(), this.senders()].map((one) => this.key.addToResourcePolicy(one));
    if (added.every(({ statementAdded }) => statementAdded)) return;
    const todo =
      "the policy of the key cannot be changed here: see that it lets CloudWatch Logs, CloudWatch, EventBridge and SNS use it (docs/platform.md)";
    Annotations.of(this).addWarningV2("chokepoint:own-key", todo);
  }

  /** Lets CloudWatch Logs encrypt the log groups of this account. */
  private logs(): PolicyStatement {
    const stack = Stack.of(this);
    const anyLogGroup = stack.formatArn({
      service: "logs",
      resource: "log-group",
      resourceName: "*",
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    return new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
      actions: [
        "kms:Encrypt",
        "kms:Decrypt",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
        "kms:GenerateDataKey",
        "kms:DescribeKey",
      ],
      resources: THIS_KEY,
      conditions: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": anyLogGroup } },
    });
  }

  /**
   * Lets alarms publish to the encrypted topics. Lets events that no function received, and messages that no
   * subscriber received, reach their encrypted queues.
   */
  private senders(): PolicyStatement {
    const senders = ["cloudwatch.amazonaws.com", "events.amazonaws.com", "sns.amazonaws.com"];
    return new PolicyStatement({
      principals: senders.map((sender) => new ServicePrincipal(sender)),
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: THIS_KEY,
      conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
    });
  }
}
