import type { IKey } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";

export interface OperationsTopicProps {
  addresses: string[];
  encryptionKey: IKey;
}

/** The topic for those who run Chokepoint: what is wrong with the watching itself. Over TLS only. */
export class OperationsTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { addresses, encryptionKey }: OperationsTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, "Topic", {
      displayName: "Chokepoint operations",
      enforceSSL: true,
      masterKey: encryptionKey,
    });
    for (const address of addresses) this.topic.addSubscription(new EmailSubscription(address));
  }
}
