import { describe, expect, it } from "vitest";
import type { Subscription } from "../../../functions/ports/topics.ts";
import { type WatchdogResult, watch } from "../../../functions/watchdog/watchdog.ts";
import type { Message } from "../../../shared/bulletin/message.ts";
import { topicMessage } from "../../../shared/bulletin/topic-message.ts";
import { flat } from "../../shared/bulletin/telling.ts";
import { memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, supplyWith } from "../../support/samples.ts";

const policies = new Map(["ai", "defense"].map((sector) => [sector, chinaPolicy(sector)]));
const options = { policies, version: "1", place: null, staleAfterDays: 3, subscribers: null };

const operator: Subscription = { protocol: "email", endpoint: "ops@example.com", isConfirmed: true };
const waiting = { ...operator, isConfirmed: false };
const reader = { protocol: "email", endpoint: "reader@example.com", isConfirmed: true };
const pager = { protocol: "https", endpoint: "https://pager.example/ops", isConfirmed: true };

interface Told {
  operators: Message[];
  readers: Message[];
  problems: WatchdogResult["problems"];
}

/** What a watchdog tells that looks now and after some days; the sectors were never recomputed. */
async function toldAfter(days: number, subscriptions: Subscription[], operators = ["ops@example.com"]) {
  const told: Told = { operators: [], readers: [], problems: [] };
  const memory = memoryPorts(supplyWith(300));
  const ports = {
    ...memory,
    publisher: { publish: async (message: Message) => void told.readers.push(message) },
    operations: { publish: async (message: Message) => void told.operators.push(message) },
    subscriptions: { list: async () => [reader] },
    operators: { list: async () => subscriptions },
  };
  await watch(ports, { ...options, operators });
  memory.clock.now = new Date(memory.clock.now.getTime() + days * 24 * 60 * 60 * 1000);
  told.problems = (await watch(ports, { ...options, operators })).problems;
  return told;
}

describe("the operations topic", () => {
  it.each<[string, Subscription[], string[]]>([
    ["has everybody who was deployed", [operator], []],
    ["has a pager as well, which somebody has put there", [operator, pager], []],
    [
      "was left by an operator",
      [pager],
      ["ops@example.com has left the operations topic and is not told what is wrong: subscribe it again"],
    ],
    [
      "has an operator who has not confirmed",
      [waiting, pager],
      [
        "ops@example.com has not confirmed its subscription to the operations topic and is not told what is wrong",
      ],
    ],
    [
      "has nobody who has confirmed",
      [waiting],
      [
        "nobody is told what is wrong: no subscription to the operations topic is confirmed",
        "ops@example.com has not confirmed its subscription to the operations topic and is not told what is wrong",
      ],
    ],
  ])("is looked after: it %s", async (_sentence, subscriptions, texts) => {
    const { problems } = await toldAfter(1, subscriptions);
    const aboutOperators = problems.filter(
      ({ look }) => look === "the subscriptions of the operations topic",
    );
    expect(aboutOperators.map(({ text }) => text)).toEqual(texts);
  });

  it("is told that it cannot be looked at, and the readers of alerts are not", async () => {
    const told = await toldAfter(0, null as never);
    expect(flat(told.operators[0]?.text ?? "")).toContain(
      "NEW the watchdog cannot look at the subscriptions of the operations topic",
    );
    expect(told.readers).toEqual([]);
  });

  it("is enough where somebody hears it", async () => {
    const told = await toldAfter(3, [operator]);
    expect(told.operators.map(({ subject }) => subject)).toEqual([
      "[OPERATIONS] ai was never recomputed +1 more",
    ]);
    expect(told.readers).toEqual([]);
  });

  it("is stood in for by every reader of alerts while nobody hears it", async () => {
    const { operators, readers } = await toldAfter(3, [waiting]);
    expect(operators).toHaveLength(1);
    const [instead] = readers;
    if (instead === undefined) throw new Error("no reader was told");
    expect(instead.subject).toBe(operators[0]?.subject);
    const text = flat(instead.text);
    expect(text).toMatch(
      /^NEW ai was never recomputed\. .* Below: \d more new\. You get this because nobody/,
    );
    expect(text).toContain("ops[@]example[.]com has not confirmed its subscription to the operations");
    const { sector, worst } = topicMessage(instead).attributes;
    expect([sector?.value, worst?.value]).toEqual(['["ai","defense"]', "critical"]);
  });
});
