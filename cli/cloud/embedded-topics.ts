import { alertTopic, eventBus, operationsTopic } from "../../shared/contract/messaging.ts";
import type { BusEnvelope, EmbeddedBus } from "./embedded-bus.ts";
import type { Email, EmbeddedSns } from "./embedded-sns.ts";
import { tellWherePublished } from "./local-environment.ts";

/** Where the embedded cloud delivers to. */
export interface Deliveries {
  email: (email: Email) => Promise<void>;
  events: (events: BusEnvelope[]) => Promise<void>;
}

/** SNS and the bus, for the functions that publish. */
export interface EmbeddedTopics {
  /** Starts both at the first call, and sets the environment variables for them. */
  start(): Promise<void>;
  close(): Promise<void>;
}

interface Started {
  sns: EmbeddedSns;
  bus: EmbeddedBus;
}

/** Topics and a bus that start when a function needs them. Most commands publish nothing, and loading SNS takes a quarter of their start. */
export function createTopics({ email, events }: Deliveries): EmbeddedTopics {
  let started: Promise<Started> | null = null;
  const startNow = async () => {
    const [{ startSns }, { startBus }] = await Promise.all([
      import("./embedded-sns.ts"),
      import("./embedded-bus.ts"),
    ]);
    const [sns, bus] = [await startSns(email), await startBus(events)];
    tellWherePublished(
      { sns: sns.url, bus: bus.url },
      {
        [alertTopic.env]: sns.topicArns.alerts,
        [operationsTopic.env]: sns.topicArns.operations,
        [eventBus.env]: bus.arn,
      },
    );
    return { sns, bus };
  };
  return {
    async start() {
      started ??= startNow();
      await started;
    },
    async close() {
      // When they could not start, the caller of `start` has the error.
      const running = await started?.catch(() => null);
      await running?.sns.close();
      await running?.bus.close();
    },
  };
}
