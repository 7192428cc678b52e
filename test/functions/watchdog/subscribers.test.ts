import { describe, expect, it } from "vitest";
import type { Subscription, TopicSubscriber } from "../../../functions/ports/topics.ts";
import { findSubscribers } from "../../../functions/watchdog/subscribers.ts";

const email = { protocol: "email", endpoint: "a@example.com" };
const queue = { protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:123456789012:alerts" };
const page = { protocol: "https", endpoint: "https://ops:secret@example.com/alerts" };
const deployed = [email, queue, page];

const subscribed = (...subscribers: TopicSubscriber[]): Subscription[] =>
  subscribers.map((one) => ({ ...one, isConfirmed: true }));

function texts(subscriptions: Subscription[], known: TopicSubscriber[] | null = deployed): string[] {
  return findSubscribers(subscriptions, known).map(({ text }) => text);
}

describe("the subscribers of the alert topic", () => {
  it("are as they were deployed, as SNS lists them: without a password, and in any case of an address", () => {
    const listed = { ...page, endpoint: "https://ops:****@example.com/alerts" };
    expect(texts(subscribed({ ...email, endpoint: "A@Example.com" }, queue, listed))).toEqual([]);
  });

  it.each<[TopicSubscriber, string]>([
    [{ ...email, endpoint: "spy@example.net" }, "spy@example.net"],
    [{ ...queue, endpoint: `${queue.endpoint}-2` }, `sqs ${queue.endpoint}-2`],
    [{ ...page, endpoint: "https://x:pass@evil.example/" }, "https https://x:****@evil.example/"],
    [{ protocol: "sms", endpoint: "+12065550100" }, "sms +12065550100"],
    [{ protocol: "lambda", endpoint: "arn:aws:lambda:f" }, "lambda arn:aws:lambda:f"],
    [{ ...email, endpoint: "a@x\nSOLVED\u202e" }, "a@x SOLVED"],
  ])("are told of when %j was added, confirmed or not, and only once", (added, name) => {
    const way =
      added.protocol === "lambda"
        ? "unsubscribe it, or know why it is there"
        : "add it there, or unsubscribe it";
    const told = `${name} was subscribed to the alert topic and is not in the configuration: ${way}`;
    expect(texts(subscribed(...deployed, added))).toEqual([told]);
    expect(texts([...subscribed(...deployed), { ...added, isConfirmed: false }])).toEqual([told]);
  });

  it("are told of at once, and twenty by name: the rest is counted", () => {
    const many = Array.from({ length: 25 }, (_, at) => ({ ...email, endpoint: `${at}@example.net` }));
    const found = findSubscribers(subscribed(...deployed, ...many), deployed);
    expect(found).toHaveLength(21);
    expect(found.every(({ graceHours }) => graceHours === 0)).toBe(true);
    expect(found.at(-1)?.text).toBe(
      "and 5 more subscriptions of the alert topic are not in the configuration",
    );
  });

  it("are told of when one has left, whatever it is", () => {
    expect(texts(subscribed(email))).toEqual([
      `sqs ${queue.endpoint} has left the alert topic and receives no alert: subscribe it again`,
      "https https://ops:****@example.com/alerts has left the alert topic and receives no alert: subscribe it again",
    ]);
  });

  it("are nobody's own where nothing was deployed", () => {
    expect(texts(subscribed({ ...email, endpoint: "subscriber@chokepoint.invalid" }), null)).toEqual([]);
  });
});
