import { alertTopic, operationsTopic } from "../../shared/contract/names.ts";
import type { Email, EmbeddedSns } from "./embedded-sns.ts";
import { tellWherePublished } from "./local-environment.ts";

/** SNS for the functions that publish. */
export interface EmbeddedTopics {
  /** Starts SNS at the first call, and sets the environment variables for it. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** SNS that starts when a function needs it. Most commands publish nothing, and loading it takes a quarter of their start. */
export function createTopics(deliver: (email: Email) => Promise<void>): EmbeddedTopics {
  let started: Promise<EmbeddedSns> | null = null;
  const startNow = async () => {
    const { startSns } = await import("./embedded-sns.ts");
    const sns = await startSns(deliver);
    tellWherePublished(sns.url, {
      [alertTopic.env]: sns.topicArns.alerts,
      [operationsTopic.env]: sns.topicArns.operations,
    });
    return sns;
  };
  return {
    async start() {
      started ??= startNow();
      await started;
    },
    async close() {
      // When it could not start, the caller of `start` has the error.
      const sns = await started?.catch(() => null);
      await sns?.close();
    },
  };
}
