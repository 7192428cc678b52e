import { describe, expect, it } from "vitest";
import type { Publication } from "../../../shared/alerts/publication.ts";
import type { BusEvent } from "../../../shared/bus/bus-event.ts";
import { emptyLedger, type Ledger } from "../../../shared/recompute/ledger.ts";
import {
  abandoned,
  claimAbandoned,
  type Done,
  type HandOut,
  releaseClaims,
  strike,
  withEntry,
} from "../../../shared/recompute/outbox.ts";
import { bulletinOf, busEventOf, LINE, ledgerOf, NOON } from "../../support/outbox.ts";

const SOON = new Date("2026-08-01T12:01:00Z");

function ledgerWith(...entries: [id: string, claimedUntil: Date][]): Ledger {
  return ledgerOf(
    7,
    ...entries.map(([id, until]) => ({ bulletin: bulletinOf(id), claimedUntil: until.toISOString() })),
  );
}

/** A ledger that has only this to send. */
function ledgerToSend(handOut: Partial<Pick<HandOut, "events">>): Ledger {
  const sent = { bulletin: bulletinOf("b-1"), events: [], records: [LINE], ...handOut };
  return withEntry(emptyLedger("ai"), { ...sent, decidedAt: NOON, claimedUntil: SOON });
}

describe("a bulletin in the outbox", () => {
  it.each([
    ["is held by its run before its claim ends", new Date(NOON.getTime() + 1), []],
    ["is abandoned at the instant at which its claim ends", NOON, ["b-1"]],
    ["is abandoned after its claim ended", new Date(NOON.getTime() - 1), ["b-1"]],
    [
      "is held for as long as a function runs, by clocks that differ a little",
      new Date("2026-08-01T12:20:00Z"),
      [],
    ],
    ["is abandoned when no run can hold it that long", new Date("2026-08-01T12:20:01Z"), ["b-1"]],
  ])("%s", (_sentence, claimedUntil, expected) => {
    const found = abandoned(ledgerWith(["b-1", claimedUntil]), NOON);
    expect(found.map(({ bulletin }) => bulletin?.id)).toEqual(expected);
  });

  it("is claimed when abandoned, and left alone when held", () => {
    const later = new Date("2026-08-01T12:10:00Z");
    const claimed = claimAbandoned(ledgerWith(["left", NOON], ["held", SOON]), NOON, later);
    expect(claimed.outbox.map(({ claimedUntil }) => claimedUntil)).toEqual([
      later.toISOString(),
      SOON.toISOString(),
    ]);
    expect(abandoned(claimed, NOON)).toEqual([]);
  });

  it("is held by nobody once all is released, and a ledger in which nothing is held stays the same", () => {
    const released = releaseClaims(ledgerWith(["left", NOON], ["held", SOON]), NOON);
    expect(abandoned(released, NOON).map(({ bulletin }) => bulletin?.id)).toEqual(["left", "held"]);
    expect(releaseClaims(released, NOON)).toBe(released);
    const empty = ledgerWith();
    expect(releaseClaims(empty, NOON)).toBe(empty);
  });

  const nothing: Done = { published: false, onBus: new Set(), recorded: false, publication: null };

  it("is struck by the version that it came with, and no other is", () => {
    const ledger = ledgerWith(["b-1", NOON], ["b-2", NOON]);
    const done = { ...nothing, published: true, recorded: true };
    expect(strike(ledger, 1, done).outbox).toEqual(ledger.outbox.slice(1));
    expect(strike(ledger, 3, done)).toEqual(ledger);
  });

  const [first, second] = [busEventOf("b-1", "raised"), busEventOf("b-1", "rule-changed")];
  const both = new Set([first.detail.id, second.detail.id]);

  it.each<[string, Partial<Done>, { bulletins: number; events: BusEvent[]; records: number }]>([
    [
      "all but the bulletin, when only that was published",
      { published: true },
      { bulletins: 0, events: [first, second], records: 1 },
    ],
    [
      "all but the lines, when only these were written",
      { recorded: true },
      { bulletins: 1, events: [first, second], records: 0 },
    ],
    [
      "all but the events, when only these were put on the bus",
      { onBus: both },
      { bulletins: 1, events: [], records: 1 },
    ],
    [
      "the event that the bus has refused, when all else is done",
      { published: true, onBus: new Set([first.detail.id]), recorded: true },
      { bulletins: 0, events: [second], records: 0 },
    ],
    ["everything, when nothing was done", {}, { bulletins: 1, events: [first, second], records: 1 }],
  ])("keeps %s", (_sentence, done, left) => {
    const { outbox } = strike(ledgerToSend({ events: [first, second] }), 1, { ...nothing, ...done });
    expect(
      outbox.map(({ bulletin, events, records }) => ({
        bulletins: bulletin === null ? 0 : 1,
        events,
        records: records.length,
      })),
    ).toEqual([left]);
  });

  it("keeps that it was published until that is recorded, and what another run has still to record", () => {
    const ledger = ledgerToSend({});
    const [first, second] = ["12:00", "12:05"].map((at) => {
      return { schemaVersion: 1 as const, bulletin: "b-1", at: `2026-08-01T${at}:00.000Z` };
    }) as [Publication, Publication];
    const published = strike(ledger, 1, { ...nothing, published: true, publication: first });
    expect(published.outbox).toMatchObject([{ bulletin: null, records: [LINE], publication: first }]);
    const untouched = strike(published, 1, { ...nothing, publication: first });
    expect(untouched.outbox).toEqual(published.outbox);
    expect(strike(published, 1, { ...nothing, recorded: true, publication: first }).outbox).toEqual([]);
    const byOther = strike(published, 1, { ...nothing, recorded: true, publication: second });
    expect(byOther.outbox).toMatchObject([{ bulletin: null, records: [], publication: first }]);
  });

  it("is gone when everything of it is done", () => {
    const ledger = ledgerToSend({ events: [first, second] });
    expect(strike(ledger, 1, { ...nothing, published: true, onBus: both, recorded: true }).outbox).toEqual(
      [],
    );
  });
});
