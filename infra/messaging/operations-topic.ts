import { Annotations, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { type ITopic, Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { type Operators, operatorsWarning } from "../config/operators.ts";
import { SHA256, senderName } from "./sender.ts";

export interface OperationsTopicProps {
  /** The topic to use, if there is one already. */
  own: ITopic | undefined;
  operators: Operators;
  encryptionKey: IKey;
  /** The queue for messages that could not be delivered to an operator. */
  undelivered: IQueue;
}

/** The topic for the people who run Chokepoint: problems of the monitoring itself. Over TLS only. */
export class OperationsTopic extends Construct {
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, props: OperationsTopicProps) {
    super(scope, id);
    const { own, operators, encryptionKey, undelivered } = props;
    this.topic =
      own ??
      new Topic(this, "Topic", {
        displayName: `${senderName(this)} operations`,
        enforceSSL: true,
        masterKey: encryptionKey,
        signatureVersion: SHA256,
      });
    this.allowAlarms();
    for (const address of operators.addresses)
      this.topic.addSubscription(new EmailSubscription(address, { deadLetterQueue: undelivered }));
    const warning = operatorsWarning(operators);
    if (warning !== null) Annotations.of(this).addWarningV2("chokepoint:no-operator", warning);
  }

  /** A topic with its own policy no longer has SNS's default policy, which allows alarms to publish. */
  private allowAlarms(): void {
    const { statementAdded } = this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    );
    if (statementAdded) return;
    const todo =
      "the policy of the operations topic cannot be changed here: see that it lets cloudwatch.amazonaws.com publish, or no alarm reaches anybody";
    Annotations.of(this).addWarningV2("chokepoint:own-operations-topic", todo);
  }
}
