import { describe, expect, it } from "vitest";
import { type TopicMessage, topicMessage } from "../../../shared/bulletin/topic-message.ts";
import { deliveryTo, type FilteredSubscription } from "../../../shared/subscriptions/delivery.ts";
import { composeTest } from "../../../shared/subscriptions/test-message.ts";

const now = new Date("2026-11-28T09:00:00Z");
const options = { now, isMonthly: false, place: null, chokepoint: "1.2.3" };
const sent: TopicMessage = topicMessage(
  composeTest({ topic: "alerts", sector: "ai", label: "AI", level: "warning", rule: "china" }, options),
);

function subscription(
  policy: unknown,
  about: Partial<FilteredSubscription> = {},
  scope = "MessageAttributes",
) {
  return {
    ...{ protocol: "email", endpoint: "ana@example.com", isConfirmed: true },
    filter: policy === null ? null : { scope, policy: JSON.stringify(policy) },
    ...about,
  };
}

describe("a test message", () => {
  it.each<[string, FilteredSubscription, string | null]>([
    ["goes to whom has no filter", subscription(null), null],
    ["goes to whom asks for its sector", subscription({ sector: ["ai", "defense"] }), null],
    [
      "does not go to another sector",
      subscription({ sector: ["defense"] }),
      "its filter asks for sector defense, and the message has sector ai",
    ],
    [
      "does not go where it is not bad enough",
      subscription({ sector: ["ai"], worst: ["critical"] }),
      "its filter asks for worst critical, and the message has worst warning",
    ],
    [
      "says all that is not met",
      subscription({ sector: ["defense", "us"], worst: ["critical"], team: [{ exists: true }] }),
      "its filter asks for sector defense or us, worst critical and team of any value, and the message has sector ai, worst warning and no team",
    ],
    [
      "says every kind of wish",
      subscription({ rules: [{ prefix: "owner" }, { suffix: "x" }, { "anything-but": ["china", "us"] }] }),
      'its filter asks for rules beginning with "owner", ending with "x" or other than china or us, and the message has rules china',
    ],
    [
      "says a wish for nothing",
      subscription({ sector: [{ exists: false }] }),
      "its filter asks for no sector, and the message has sector ai",
    ],
    [
      "says one of several wishes",
      subscription({ $or: [{ sector: ["defense"] }, { level: [{ wildcard: "c*" }], events: ["resolved"] }] }),
      'its filter asks for sector defense or level like "c*" and events resolved, and the message has sector ai, level warning and events raised',
    ],
    [
      "does not go to an e-mail address that filters by the text",
      subscription({ sector: ["ai"] }, {}, "MessageBody"),
      "its filter reads the text of the message, and what email gets is no JSON",
    ],
    [
      "goes to a queue that filters by the text",
      subscription({ sector: ["ai"], events: { rule: ["china"] } }, { protocol: "sqs" }, "MessageBody"),
      null,
    ],
    [
      "does not go to a queue that asks for another text",
      subscription({ kind: ["digest"] }, { protocol: "sqs" }, "MessageBody"),
      "its filter asks for kind digest, and the message has kind test",
    ],
    [
      "does not go to whom is not confirmed",
      subscription(null, { isConfirmed: false }),
      "it is not confirmed",
    ],
  ])("%s", (_what, one, why) => {
    const delivery = deliveryTo(one, sent);
    expect(delivery).toMatchObject({ delivers: why === null ? "yes" : "no", why });
  });

  it.each<[string, FilteredSubscription, string]>([
    [
      "where the operator is not known here",
      subscription({ sector: [{ cidr: "10.0.0.0/8" }] }),
      'whether its filter lets the message pass is not certain: it asks for sector by "cidr", and the message has sector ai',
    ],
    [
      "where its filter could not be read",
      subscription(null, { filter: { problem: "not authorized" } }),
      "whether it has a filter could not be read: not authorized",
    ],
    [
      "where its filter is none",
      subscription(null, { filter: { scope: "MessageAttributes", policy: "{" } }),
      "its filter policy cannot be read",
    ],
  ])("is not certain %s", (_what, one, why) => {
    expect(deliveryTo(one, sent)).toMatchObject({ delivers: "unknown", why });
  });

  it("shows the filter as it stands, and no password", () => {
    const page = { protocol: "https", endpoint: "https://user:secret@example.com/hook" };
    expect(deliveryTo(subscription({ sector: ["ai"] }, page), sent)).toEqual({
      ...{ protocol: "https", endpoint: "https://user:****@example.com/hook", state: "confirmed" },
      ...{ delivers: "yes", why: null },
      filter: { scope: "MessageAttributes", policy: '{"sector":["ai"]}' },
    });
  });
});
