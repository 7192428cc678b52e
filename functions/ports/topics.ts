import type { Message } from "../../shared/bulletin/message.ts";

/** Sends a message to a topic. Done when the topic has it; throws when it may not. */
export interface Publisher {
  publish(message: Message): Promise<void>;
}

/** Somebody or something that a topic reaches. */
export interface Subscriber {
  /** `email`, `sms`, `sqs`, … */
  protocol: string;
  endpoint: string;
}

/** One way in which a topic reaches somebody. */
export interface Subscription extends Subscriber {
  isConfirmed: boolean;
}

/** The subscriptions of a topic. */
export interface SubscriptionList {
  list(): Promise<Subscription[]>;
}
