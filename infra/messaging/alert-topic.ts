import { Annotations, Duration, Stack } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  type ITopic,
  Subscription,
  SubscriptionFilter,
  SubscriptionProtocol,
  Topic,
} from "aws-cdk-lib/aws-sns";
import {
  EmailSubscription,
  SqsSubscription,
  type SubscriptionProps,
  UrlSubscription,
} from "aws-cdk-lib/aws-sns-subscriptions";
import { type IQueue, Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Protocol } from "../../shared/contract/messaging.ts";
import { alertLevels, type Subscriber } from "../config/subscribers.ts";
import { SHA256, senderName } from "./sender.ts";

export interface AlertTopicProps {
  /** The topic to use, if there is one already. */
  own: ITopic | undefined;
  subscribers: Subscriber[];
  encryptionKey: IKey;
  /** The queue for messages that could not be delivered to a subscriber. */
  undelivered: IQueue;
}

/** The topic for bulletins, over TLS only. Each subscriber receives the sectors and levels that they chose. */
export class AlertTopic extends Construct {
  readonly topic: ITopic;
  private readonly undelivered: IQueue;

  constructor(
    scope: Construct,
    id: string,
    { own, subscribers, encryptionKey, undelivered }: AlertTopicProps,
  ) {
    super(scope, id);
    this.undelivered = undelivered;
    this.topic =
      own ??
      new Topic(this, "Topic", {
        displayName: senderName(this),
        enforceSSL: true,
        masterKey: encryptionKey,
        signatureVersion: SHA256,
      });
    for (const subscriber of subscribers) this.subscribe(subscriber);
    if (subscribers.length === 0) {
      const hint = "Nobody receives the alerts: deploy with -c email=you@example.com";
      Annotations.of(this).addWarningV2("chokepoint:no-subscriber", hint);
    }
  }

  private subscribe({ protocol, endpoint, sectors, level }: Subscriber): void {
    const filterPolicy = {
      sector: SubscriptionFilter.stringFilter({ allowlist: sectors }),
      ...(level === null
        ? {}
        : {
            worst: SubscriptionFilter.stringFilter({
              allowlist: alertLevels.slice(alertLevels.indexOf(level)),
            }),
          }),
    };
    subscriptionOf[protocol](this.topic, endpoint, { filterPolicy, deadLetterQueue: this.undelivered });
  }
}

// For an hour at most. Without it, SNS tries three times within a minute, which a page that is deployed anew does not outlast.
const EVERY_MINUTE = {
  healthyRetryPolicy: {
    numRetries: 50,
    minDelayTarget: Duration.minutes(1),
    maxDelayTarget: Duration.minutes(1),
  },
};

/** How an endpoint of each protocol is subscribed to a topic. */
const subscriptionOf: Record<
  Protocol,
  (topic: ITopic, endpoint: string, options: SubscriptionProps) => void
> = {
  email: (topic, endpoint, options) => {
    topic.addSubscription(new EmailSubscription(endpoint, options));
  },
  sms: (topic, endpoint, options) => {
    // The SmsSubscription of CDK has no dead-letter queue.
    new Subscription(topic, endpoint, { ...options, topic, protocol: SubscriptionProtocol.SMS, endpoint });
  },
  https: (topic, endpoint, options) => {
    topic.addSubscription(
      new UrlSubscription(endpoint, {
        ...options,
        protocol: SubscriptionProtocol.HTTPS,
        deliveryPolicy: EVERY_MINUTE,
      }),
    );
  },
  sqs: (topic, endpoint, options) => {
    const queue = Queue.fromQueueArn(Stack.of(topic), `Queue-${endpoint}`, endpoint);
    topic.addSubscription(new SqsSubscription(queue, options));
  },
};
