import { describe, expect, it } from "vitest";
import { sendTest, type TestPorts } from "../../../functions/watchdog/test-notification.ts";
import type { Message } from "../../../shared/bulletin/message.ts";
import type { WatchdogLine } from "../../../shared/event-log/watchdog-line.ts";
import type { FilteredSubscription } from "../../../shared/subscriptions/delivery.ts";
import { memoryFindings } from "../../support/memory-watches.ts";
import { deploymentOf } from "../../support/samples.ts";

const deployment = deploymentOf();
const everyone: FilteredSubscription = {
  ...{ protocol: "email", endpoint: "ana@example.com", isConfirmed: true, filter: null },
};
const filtered: FilteredSubscription = {
  ...{ protocol: "email", endpoint: "ben@example.com", isConfirmed: true },
  filter: { scope: "MessageAttributes", policy: '{"sector":["defense"]}' },
};

interface World {
  ports: TestPorts;
  published: Record<"alerts" | "operations", Message[]>;
  lines: WatchdogLine[];
}

function worldWith(changed: Partial<TestPorts["topics"]["alerts"]> = {}): World {
  const published: World["published"] = { alerts: [], operations: [] };
  const topic = (name: "alerts" | "operations") => ({
    publisher: { publish: async (message: Message) => void published[name].push(message) },
    subscriptions: { list: async () => [everyone, filtered] },
    ...changed,
  });
  const topics = { alerts: topic("alerts"), operations: topic("operations") };
  const lines: WatchdogLine[] = [];
  const now = () => new Date("2026-11-28T09:00:00Z");
  return { ports: { topics, findings: memoryFindings(lines), now }, published, lines };
}

describe("a test", () => {
  it("of the alerts sends one message there, and says who gets it", async () => {
    const { ports, published } = worldWith();
    const result = await sendTest(
      { test: "alerts", sector: "ai", level: "warning", rule: "china-origin" },
      ports,
      deployment,
    );
    expect(published.operations).toEqual([]);
    expect(published.alerts.map(({ id, subject }) => [id, subject])).toEqual([[result.id, result.subject]]);
    expect(result).toMatchObject({
      topic: "alerts",
      sent: true,
      subject: "TEST: nothing happened, no answer needed (AI, warning)",
      attributes: {
        bulletinId: "test-2026-11-28T09:00:00.000Z",
        ...{
          sector: "ai",
          level: "warning",
          worst: "warning",
          events: '["raised"]',
          rules: '["china-origin"]',
        },
      },
      subscriptions: [
        { endpoint: "ana@example.com", delivers: "yes", why: null },
        {
          endpoint: "ben@example.com",
          delivers: "no",
          why: "its filter asks for sector defense, and the message has sector ai",
        },
      ],
    });
  });

  it("of the operations sends one message there", async () => {
    const { ports, published } = worldWith();
    const result = await sendTest({ test: "operations", monthly: true }, ports, deployment);
    expect([published.alerts.length, published.operations.length]).toEqual([0, 1]);
    expect(result.text).toContain("every month");
  });

  it("is critical unless it is told otherwise, and is named by its sector where the policy is broken", async () => {
    const broken = { sector: "ai", unit: null, problem: "ai.json: no JSON" };
    const policies = new Map([["ai", broken]]);
    const { ports } = worldWith();
    const { subject } = await sendTest({ test: "alerts", sector: "ai" }, ports, { ...deployment, policies });
    expect(subject).toBe("TEST: nothing happened, no answer needed (ai, critical)");
  });

  it("sends nothing when it is only asked who would get it", async () => {
    const { ports, published } = worldWith();
    const result = await sendTest({ test: "alerts", sector: "ai", dryRun: true }, ports, deployment);
    expect([published, result.sent, result.subscriptions.length]).toEqual([
      { alerts: [], operations: [] },
      false,
      2,
    ]);
  });

  it("sends nothing when the subscriptions cannot be read", async () => {
    const { ports, published } = worldWith({
      subscriptions: { list: () => Promise.reject(new Error("no SNS")) },
    });
    await expect(sendTest({ test: "operations" }, ports, deployment)).rejects.toThrow(
      "the subscriptions could not be read, and nothing was sent: no SNS",
    );
    expect(published.operations).toEqual([]);
  });

  it("has a line in the event log, and is not sent without one", async () => {
    const { ports, published, lines } = worldWith();
    await sendTest({ test: "alerts", sector: "ai", dryRun: true }, ports, deployment);
    expect(lines).toEqual([]);
    await sendTest({ test: "alerts", sector: "ai", rule: "china-origin" }, ports, deployment);
    await sendTest({ test: "operations", monthly: true }, ports, deployment);
    const at = "2026-11-28T09:00:00.000Z";
    const head = { schemaVersion: 1, at, kind: "test", message: `test-${at}` };
    expect(lines).toEqual([
      { ...head, sector: "ai", topic: "alerts", level: "critical", rule: "china-origin", monthly: false },
      { ...head, sector: null, topic: "operations", level: null, rule: null, monthly: true },
    ]);
    const findings = { append: () => Promise.reject(new Error("no DynamoDB")) };
    await expect(sendTest({ test: "operations" }, { ...ports, findings }, deployment)).rejects.toThrow(
      "the test message was not sent, because the event log could not be written: no DynamoDB",
    );
    expect(published.operations).toHaveLength(1);
  });

  it("fails when it cannot send", async () => {
    const { ports } = worldWith({ publisher: { publish: () => Promise.reject(new Error("no SNS")) } });
    await expect(sendTest({ test: "operations" }, ports, deployment)).rejects.toThrow(
      "the test message could not be sent: no SNS",
    );
  });
});
