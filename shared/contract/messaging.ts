/** The topics, with their environment variables and stack outputs. */
export const alertTopic = { env: "ALERT_TOPIC_ARN", output: "AlertTopicArn" } as const;
export const operationsTopic = { env: "OPERATIONS_TOPIC_ARN", output: "OperationsTopicArn" } as const;

/** The bus for the changes of alerts, with its environment variable and stack output. */
export const eventBus = { env: "EVENTS_BUS", output: "EventsBus" } as const;

/** The source of every event on it. */
export const busSource = "chokepoint";

/** The topic for chats, where one is deployed. */
export const chatTopic = { output: "ChatTopic" } as const;

/** The queue for messages of both topics that could not be delivered to a subscriber. */
export const undeliveredQueue = { output: "UndeliveredQueue" } as const;

/** How a bulletin can reach its subscribers. */
export const protocols = ["email", "sms", "https", "sqs"] as const;
export type Protocol = (typeof protocols)[number];

/**
 * The deployed subscribers of the alert topic: `protocol=endpoint`, separated by spaces. The environment is
 * small, and as JSON only half as many would fit.
 */
export const subscribersEnv = "SUBSCRIBERS";

/** The e-mail addresses that were deployed on the operations topic, separated by spaces. */
export const operatorsEnv = "OPERATORS";

/** The address of a page as SNS lists it, without a password. */
export function withoutPassword(endpoint: string): string {
  return endpoint.replace(/^(https?:\/\/[^:@/]*):[^@/]*@/, "$1:****@");
}
