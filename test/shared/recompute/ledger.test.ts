import { describe, expect, it } from "vitest";
import type { Remembered } from "../../../shared/alerts/decide-sector.ts";
import type { Publication } from "../../../shared/alerts/publication.ts";
import type { BusEvent } from "../../../shared/bus/bus-event.ts";
import {
  abandoned,
  claimAbandoned,
  type Done,
  emptyLedger,
  type Ledger,
  type LedgerEntry,
  ledgerSchema,
  recordDecision,
  releaseClaims,
  strike,
} from "../../../shared/recompute/ledger.ts";
import { AS_OF, alertOf } from "../../support/builders.ts";
import { bulletinOf, busEventOf, LINE, NOON } from "../../support/outbox.ts";

const SOON = new Date("2026-08-01T12:01:00Z");

function ledgerWith(...outbox: [id: string, claimedUntil: Date][]): Ledger {
  return {
    ...emptyLedger("ai"),
    version: 7,
    outbox: outbox.map(([id, until], at) => ({
      version: at + 1,
      bulletin: bulletinOf(id),
      events: [],
      records: [],
      publication: null,
      decidedAt: NOON.toISOString(),
      claimedUntil: until.toISOString(),
    })),
  };
}

const REMEMBERED: Remembered = {
  lastAssessment: { id: "a-1", asOf: AS_OF },
  noDataSince: null,
  noDataNotified: false,
  staleSince: null,
  staleNotified: false,
  alerts: [alertOf()],
  silences: [],
  acknowledgements: [],
};

function entryWith(
  remembered: Partial<Remembered> = {},
  handOut: Partial<Pick<LedgerEntry, "bulletin" | "events" | "records">> = {},
): LedgerEntry {
  return {
    remembered: { ...REMEMBERED, ...remembered },
    bulletin: null,
    events: [],
    records: [],
    decidedAt: NOON,
    claimedUntil: SOON,
    ...handOut,
  };
}

describe("the ledger of a sector that was never assessed", () => {
  it("is stored and read as it is: nothing is open, silenced or waiting", () => {
    const read = ledgerSchema.parse(JSON.parse(JSON.stringify(emptyLedger("ai"))));
    expect(read).toEqual(emptyLedger("ai"));
    expect([read.alerts, read.silences, read.outbox]).toEqual([[], [], []]);
  });

  it("is neither stale nor told as stale where it was stored before that was kept", () => {
    const { staleSince: _, staleNotified: __, ...older } = emptyLedger("ai");
    expect(ledgerSchema.parse(older)).toEqual(emptyLedger("ai"));
  });
});

describe("recordDecision", () => {
  it("records the assessment, the alerts and the bulletin, and counts the decision", () => {
    expect(recordDecision(emptyLedger("ai"), entryWith({}, { bulletin: bulletinOf("b-1") }))).toEqual({
      sector: "ai",
      version: 0,
      decisions: 1,
      ...REMEMBERED,
      outbox: [
        {
          version: 1,
          bulletin: bulletinOf("b-1"),
          events: [],
          records: [],
          publication: null,
          decidedAt: NOON.toISOString(),
          claimedUntil: SOON.toISOString(),
        },
      ],
    });
  });

  it("returns the very same ledger when nothing about it changed", () => {
    const ledger = recordDecision(emptyLedger("ai"), entryWith());
    expect(recordDecision(ledger, entryWith())).toBe(ledger);
  });

  it("returns the very same ledger after it was stored with its fields in another order", () => {
    const ledger = recordDecision(emptyLedger("ai"), entryWith({}, { bulletin: bulletinOf("b-1") }));
    const stored = ledgerSchema.parse(backwards(JSON.parse(JSON.stringify(ledger))));
    expect(recordDecision(stored, entryWith())).toBe(stored);
  });

  it.each<[string, Partial<Remembered>]>([
    ["another assessment", { lastAssessment: { id: "a-2", asOf: AS_OF } }],
    ["another day", { lastAssessment: { id: "a-1", asOf: "2026-08-01" } }],
    ["an alert fewer", { alerts: [] }],
    ["an alert at another level", { alerts: [alertOf({ level: "critical" })] }],
    ["no data", { noDataSince: AS_OF }],
    ["readers who know that there is none", { noDataNotified: true }],
  ])("counts a decision that brings %s", (_sentence, change) => {
    const ledger = recordDecision(emptyLedger("ai"), entryWith());
    expect(recordDecision(ledger, entryWith(change)).decisions).toBe(2);
  });

  it("counts a decision that brings a bulletin", () => {
    const ledger = recordDecision(emptyLedger("ai"), entryWith());
    expect(recordDecision(ledger, entryWith({}, { bulletin: bulletinOf("b-1") })).decisions).toBe(2);
  });

  it("adds its bulletin after those that wait, and does not change the ledger given", () => {
    const ledger = ledgerWith(["b-1", NOON]);
    const before = structuredClone(ledger);
    const next = recordDecision(ledger, entryWith({}, { bulletin: bulletinOf("b-2") }));
    expect(next.outbox.map(({ bulletin }) => bulletin?.id)).toEqual(["b-1", "b-2"]);
    expect(ledger).toEqual(before);
  });

  it("leaves the version to the store", () => {
    expect(recordDecision(ledgerWith(), entryWith()).version).toBe(7);
  });
});

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
    const ledger = recordDecision(
      emptyLedger("ai"),
      entryWith({}, { bulletin: bulletinOf("b-1"), events: [first, second], records: [LINE] }),
    );
    const { outbox } = strike(ledger, 1, { ...nothing, ...done });
    expect(
      outbox.map(({ bulletin, events, records }) => ({
        bulletins: bulletin === null ? 0 : 1,
        events,
        records: records.length,
      })),
    ).toEqual([left]);
  });

  it("keeps that it was published until that is recorded, and what another run has still to record", () => {
    const parts = { bulletin: bulletinOf("b-1"), records: [LINE] };
    const ledger = recordDecision(emptyLedger("ai"), entryWith({}, parts));
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
    const parts = { bulletin: bulletinOf("b-1"), events: [first, second], records: [LINE] };
    const ledger = recordDecision(emptyLedger("ai"), entryWith({}, parts));
    expect(strike(ledger, 1, { ...nothing, published: true, onBus: both, recorded: true }).outbox).toEqual(
      [],
    );
  });
});

/** The same JSON with the fields of every object in the opposite order. */
function backwards(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(backwards);
  if (json === null || typeof json !== "object") return json;
  return Object.fromEntries(
    Object.entries(json)
      .reverse()
      .map(([key, value]) => [key, backwards(value)]),
  );
}
