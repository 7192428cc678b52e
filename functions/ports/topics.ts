import type { Message } from "../../shared/bulletin/message.ts";
import type { FilteredSubscription } from "../../shared/subscriptions/delivery.ts";

/** Sends a message to a topic. It ends when the topic has the message, and throws when that is not certain. */
export interface Publisher {
  publish(message: Message): Promise<void>;
}

/** Somebody or something that a topic reaches. */
export interface TopicSubscriber {
  /** `email`, `sms`, `sqs`, … */
  protocol: string;
  endpoint: string;
}

/** One way in which a topic reaches somebody. */
export interface Subscription extends TopicSubscriber {
  isConfirmed: boolean;
}

/** The subscriptions of a topic. */
export interface SubscriptionList {
  list(): Promise<Subscription[]>;
}

/** The subscriptions of a topic, each with its filter. */
export interface FilteredSubscriptions {
  list(): Promise<FilteredSubscription[]>;
}
