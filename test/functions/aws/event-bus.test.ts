import type { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { describe, expect, it } from "vitest";
import { createEventBus } from "../../../functions/aws/events/event-bus.ts";
import { putBatches, putEntry } from "../../../functions/aws/events/put-batches.ts";
import type { SendableEvent } from "../../../shared/bulletin/deliverable.ts";
import { busEventOf, NOON } from "../../support/outbox.ts";

const BUS = "arn:aws:events:us-east-1:111111111111:event-bus/Chokepoint-alerts";

type Entry = NonNullable<PutEventsCommand["input"]["Entries"]>[number];
type Answer = { EventId?: string; ErrorCode?: string; ErrorMessage?: string };

function eventsOf(count: number, padding = ""): SendableEvent[] {
  return Array.from({ length: count }, (_, at) => {
    const { type, detail } = busEventOf("b-1");
    return { type, detail: { ...detail, id: `e-${at}`, ...(padding === "" ? {} : { padding }) } };
  });
}

/** A bus whose answers a test decides; `sent` has the ids of each request. */
function busWith(answer: (entry: Entry, request: number) => Answer | Error) {
  const sent: string[][] = [];
  const send = async ({ input: { Entries = [] } }: PutEventsCommand) => {
    sent.push(Entries.map(({ Detail = "{}" }) => (JSON.parse(Detail) as { id: string }).id));
    const answers = Entries.map((entry) => answer(entry, sent.length));
    const failed = answers.find((one) => one instanceof Error);
    if (failed !== undefined) throw failed;
    return { Entries: answers };
  };
  return { sent, bus: createEventBus(BUS, () => ({ send }) as unknown as EventBridgeClient) };
}

const idOf = ({ Detail = "{}" }: Entry) => (JSON.parse(Detail) as { id: string }).id;
const taken: Answer = { EventId: "1" };

describe("putting events on the bus", () => {
  it("asks nothing where there are none", async () => {
    const { bus, sent } = busWith(() => taken);
    expect(await bus.put([], NOON)).toEqual({ taken: new Set(), failure: null });
    expect(sent).toEqual([]);
  });

  it("sends ten at once, in their order", async () => {
    const { bus, sent } = busWith(() => taken);
    const put = await bus.put(eventsOf(23), NOON);
    expect(put).toEqual({ taken: new Set(eventsOf(23).map(({ detail }) => detail.id)), failure: null });
    expect(sent.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(sent.flat()).toEqual(eventsOf(23).map(({ detail }) => detail.id));
  });

  it("sends again what was refused by itself, and nothing else", async () => {
    const refusal = { ErrorCode: "ThrottlingException", ErrorMessage: "Rate exceeded" };
    const { bus, sent } = busWith((entry, request) =>
      idOf(entry) === "e-1" && request < 3 ? refusal : taken,
    );
    const put = await bus.put(eventsOf(3), NOON);
    expect(put.failure).toBeNull();
    expect(sent).toEqual([["e-0", "e-1", "e-2"], ["e-1"], ["e-1"]]);
  });

  it.each<[string, Answer, string]>([
    ["with a message", { ErrorCode: "InternalFailure", ErrorMessage: "try later" }, "try later"],
    ["with a code alone", { ErrorCode: "InternalFailure" }, "InternalFailure"],
    ["without a word", {}, "EventBridge did not answer for it"],
  ])(
    "gives an event up that is refused again and again, %s, and has the others",
    async (_how, answer, reason) => {
      const { bus, sent } = busWith((entry) => (idOf(entry) === "e-1" ? answer : taken));
      const put = await bus.put(eventsOf(3), NOON);
      expect(put).toEqual({ taken: new Set(["e-0", "e-2"]), failure: new Error(reason) });
      expect(sent).toHaveLength(3);
    },
  );

  it("stops where a request fails, and says what was taken before", async () => {
    const { bus, sent } = busWith((_entry, request) =>
      request === 2 ? new Error("EventBridge is down") : taken,
    );
    const put = await bus.put(eventsOf(23), NOON);
    expect(put.taken.size).toBe(10);
    expect(put.failure?.message).toBe("EventBridge is down");
    expect(sent).toHaveLength(2);
  });

  it("ends after its time, whatever the bus does", async () => {
    const send = (_command: unknown, { abortSignal }: { abortSignal: AbortSignal }) =>
      new Promise((_resolve, reject) => {
        abortSignal.addEventListener("abort", () => reject(new Error("aborted")));
      });
    const bus = createEventBus(BUS, () => ({ send }) as unknown as EventBridgeClient, 50);
    const put = await bus.put(eventsOf(1), NOON);
    expect(put.taken.size).toBe(0);
    expect(put.failure?.message).toBe("EventBridge took longer than 0.05 seconds");
  });
});

describe("a request", () => {
  const sizes = (events: SendableEvent[]) =>
    putBatches(events.map((event) => putEntry(event, NOON, BUS))).map(({ length }) => length);

  it("has source, kind, time and detail of each event, in plain characters", () => {
    const { entry } = putEntry({ type: "Kind", detail: { id: "e", title: "a\u202eb" } }, NOON, BUS);
    expect(entry).toEqual({
      EventBusName: BUS,
      Source: "chokepoint",
      DetailType: "Kind",
      Time: NOON,
      Detail: String.raw`{"id":"e","title":"a\u202eb"}`,
    });
  });

  it("holds no more than 256 KB", () => {
    expect(sizes(eventsOf(10, "x".repeat(100_000)))).toEqual([2, 2, 2, 2, 2]);
    expect(sizes(eventsOf(10, "ü".repeat(100_000)))).toEqual(Array(10).fill(1));
  });

  it("holds a single event that is larger alone: EventBridge says what is wrong with it", () => {
    expect(sizes([...eventsOf(1), ...eventsOf(1, "x".repeat(300_000)), ...eventsOf(1)])).toEqual([1, 1, 1]);
  });
});
