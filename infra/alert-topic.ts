import { Annotations } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { SubscriptionFilter, Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import type { Subscriber } from "./deployment.ts";

export interface AlertTopicProps {
  subscribers: Subscriber[];
  encryptionKey: IKey;
}

/** The topic that bulletins are published to, over TLS only; each subscriber receives the sectors they chose. */
export class AlertTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { subscribers, encryptionKey }: AlertTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, "Topic", {
      displayName: "Chokepoint",
      enforceSSL: true,
      masterKey: encryptionKey,
    });
    for (const { address, sectors } of subscribers) {
      const filterPolicy = { sector: SubscriptionFilter.stringFilter({ allowlist: sectors }) };
      this.topic.addSubscription(new EmailSubscription(address, { filterPolicy }));
    }
    if (subscribers.length === 0) {
      const hint = "Nobody receives the alerts: deploy with -c email=you@example.com";
      Annotations.of(this).addWarningV2("chokepoint:no-subscriber", hint);
    }
  }
}
