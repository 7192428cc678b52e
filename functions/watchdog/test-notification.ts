import type { Message } from "../../shared/bulletin/message.ts";
import { topicMessage } from "../../shared/bulletin/topic-message.ts";
import type { TestPayload } from "../../shared/contract/test-payload.ts";
import type { WatchdogLine } from "../../shared/event-log/watchdog-line.ts";
import { levels } from "../../shared/policy/level.ts";
import { isBroken } from "../../shared/policy/policies.ts";
import { type Delivery, deliveryTo } from "../../shared/subscriptions/delivery.ts";
import { composeTest, type TestOf } from "../../shared/subscriptions/test-message.ts";
import type { FindingLog } from "../ports/decisions.ts";
import type { FilteredSubscriptions, Publisher } from "../ports/topics.ts";
import type { Deployment } from "../runtime/deployment.ts";
import { during } from "../runtime/during.ts";

/** What a test answers. */
export interface TestResult {
  id: string;
  topic: TestPayload["test"];
  subject: string;
  text: string;
  /** What filter policies are compared with. */
  attributes: Record<string, string>;
  /** False when it was only asked who would get it. */
  sent: boolean;
  subscriptions: Delivery[];
}

/** A topic, to send to and to see who is subscribed. */
export interface TestedTopic {
  publisher: Publisher;
  subscriptions: FilteredSubscriptions;
}

export interface TestPorts {
  topics: Record<TestPayload["test"], TestedTopic>;
  findings: Pick<FindingLog, "append">;
  now: () => Date;
}

/**
 * Sends a test message, and says of each subscription of its topic whether SNS sends it there. Before that it writes a line into the
 * event log, so that none is sent without one. It reads and writes nothing else: no ledger, no alert, no history.
 */
export async function sendTest(
  payload: TestPayload,
  { topics, findings, now }: TestPorts,
  deployment: Deployment,
): Promise<TestResult> {
  const { test: topic, dryRun = false, monthly = false } = payload;
  const { publisher, subscriptions } = topics[topic];
  const { place, version } = deployment;
  const asked = now();
  const message = composeTest(testOf(payload, deployment), {
    now: asked,
    isMonthly: monthly,
    place,
    chokepoint: version,
  });
  const sent = topicMessage(message);
  // Read first: a filter that changes meanwhile would change the answer as well.
  const listed = await during("the subscriptions could not be read, and nothing was sent", () =>
    subscriptions.list(),
  );
  if (!dryRun) {
    await during("the test message was not sent, because the event log could not be written", () =>
      findings.append([lineOfTest(payload, message, asked)]),
    );
    await during("the test message could not be sent", () => publisher.publish(message));
  }
  const { id, subject, text } = message;
  return {
    ...{ id, topic, subject, text },
    attributes: Object.fromEntries(Object.entries(sent.attributes).map(([name, { value }]) => [name, value])),
    sent: !dryRun,
    subscriptions: listed.map((one) => deliveryTo(one, sent)),
  };
}

function testOf(
  { test: topic, sector, level = "critical", rule }: TestPayload,
  { policies }: Deployment,
): TestOf {
  if (topic === "operations" || sector === undefined) return { topic: "operations" };
  const policy = policies.get(sector);
  const label = policy === undefined || isBroken(policy) ? sector : policy.label;
  return { topic, sector, label, level, rule: rule ?? null };
}

function lineOfTest({ test: topic, monthly = false }: TestPayload, message: Message, at: Date): WatchdogLine {
  const [sector = null] = message.sectors;
  const [rule = null] = message.rules;
  const level = topic === "operations" ? null : (levels.find((one) => one === message.level) ?? null);
  return {
    ...{ schemaVersion: 1, sector, at: at.toISOString(), kind: "test", topic, level, rule, monthly },
    message: message.id,
  };
}
