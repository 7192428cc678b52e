import { Duration } from "aws-cdk-lib";
import { type EventBus, EventField, Rule, RuleTargetInput } from "aws-cdk-lib/aws-events";
import { SnsTopic } from "aws-cdk-lib/aws-events-targets";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { type ITopic, Topic } from "aws-cdk-lib/aws-sns";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { busSource } from "../../shared/contract/messaging.ts";

export interface ChatTopicProps {
  bus: EventBus;
  encryptionKey: IKey;
  /** The queue for messages that the topic did not take. */
  undelivered: IQueue;
}

/**
 * The topic for chats: each change of an alert as a custom notification of Amazon Q Developer in chat applications. All that is said of
 * one alert is one thread. Channels are connected to the topic in the console of Amazon Q.
 */
export class ChatTopic extends Construct {
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, { bus, encryptionKey, undelivered }: ChatTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, "Topic", { enforceSSL: true, masterKey: encryptionKey });
    new Rule(this, "Rule", {
      eventBus: bus,
      description: "Chokepoint: each change of an alert to the chats",
      eventPattern: { source: [busSource] },
      targets: [
        new SnsTopic(this.topic, {
          message: RuleTargetInput.fromObject(notification()),
          deadLetterQueue: undelivered,
          maxEventAge: Duration.hours(24),
          retryAttempts: 185,
        }),
      ],
    });
  }
}

/** A custom notification, version 1.0, of an event. */
function notification(): object {
  const detail = (field: string) => EventField.fromPath(`$.detail.${field}`);
  return {
    version: "1.0",
    source: "custom",
    id: detail("id"),
    content: {
      textType: "client-markdown",
      title: detail("headline"),
      description: detail("text"),
      keywords: [detail("sector"), detail("level")],
    },
    metadata: {
      threadId: detail("alert"),
      summary: detail("headline"),
      eventType: EventField.detailType,
      additionalContext: { bulletinId: detail("bulletinId"), asOf: detail("asOf") },
    },
  };
}
