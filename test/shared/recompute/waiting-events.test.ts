import { describe, expect, it } from "vitest";
import type { SendableEvent } from "../../../shared/bulletin/deliverable.ts";
import { limitWaiting, MOST_WAITING } from "../../../shared/recompute/waiting-events.ts";
import { busEventOf } from "../../support/outbox.ts";

const entryOf = (id: string, count: number) => ({
  id,
  events: Array.from({ length: count }, (_, at): SendableEvent => {
    const { type, detail } = busEventOf(id);
    return { type, detail: { ...detail, id: `${id}/${at}` } };
  }),
});
const none = () => false;
const counts = (entries: { events: SendableEvent[] }[]) => entries.map(({ events }) => events.length);

describe("events that wait for the bus", () => {
  it("stay as they are while there is room for the new ones", () => {
    const entries = [entryOf("b-1", 400), entryOf("b-2", 500)];
    expect(limitWaiting(entries, 100, none)).toEqual(entries);
  });

  it("make way from the oldest on, each bulletin's for one event that says how many there were", () => {
    const entries = [entryOf("b-1", 400), entryOf("b-2", 500), entryOf("b-3", 90)];
    const limited = limitWaiting(entries, 450, none);
    expect(counts(limited)).toEqual([1, 1, 90]);
    expect(limited[0]?.events[0]).toMatchObject({
      type: "Chokepoint Alert Changes Left Out",
      detail: {
        id: "b-1/left-out",
        event: "left-out",
        headline: "[NOTE] ai: 400 alert changes not put on the bus",
        level: "warning",
        leftOut: 400,
      },
    });
    expect(counts(limited).reduce((sum, count) => sum + count, 450)).toBeLessThanOrEqual(MOST_WAITING);
  });

  it("keep their count when they make way again, together with others of their bulletin", () => {
    const [once] = limitWaiting([entryOf("b-1", 700)], 500, none);
    const more = { id: "b-1", events: [...(once?.events ?? []), ...entryOf("b-1", 2).events] };
    const [twice] = limitWaiting([more], 1000, none);
    expect(twice?.events).toMatchObject([{ detail: { leftOut: 702 } }]);
  });

  it("stay while a run is sending them", () => {
    const entries = [entryOf("held", 700), entryOf("b-2", 300)];
    expect(counts(limitWaiting(entries, 100, ({ id }) => id === "held"))).toEqual([700, 1]);
  });

  it("stay where a single one would make way for one that says so, or a later version has written them", () => {
    const later = {
      id: "later",
      events: Array<SendableEvent>(2000).fill({ type: "Later", detail: { id: "l" } }),
    };
    expect(limitWaiting([entryOf("b-1", 1), later], 500, none)).toEqual([entryOf("b-1", 1), later]);
  });
});
