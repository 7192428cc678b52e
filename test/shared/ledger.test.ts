import { describe, expect, it } from "vitest";
import type { Bulletin } from "../../shared/bulletin.ts";
import {
  abandoned,
  claimAbandoned,
  emptyLedger,
  type Ledger,
  type LedgerEntry,
  ledgerSchema,
  recordDecision,
  strike,
} from "../../shared/ledger.ts";
import { AS_OF, alertOf } from "../support/builders.ts";

const NOON = new Date("2026-08-01T12:00:00Z");
const SOON = new Date("2026-08-01T12:01:00Z");

function bulletinOf(id: string): Bulletin {
  return {
    schemaVersion: 1,
    id,
    sector: "ai",
    asOf: AS_OF,
    assessment: "a-1",
    level: "warning",
    events: [],
    moreEvents: 0,
    subject: "[WARNING] AI: a test",
    text: "A test\n",
  };
}

function ledgerWith(...outbox: [id: string, claimedUntil: Date][]): Ledger {
  return {
    ...emptyLedger("ai"),
    version: 7,
    outbox: outbox.map(([id, until]) => ({ bulletin: bulletinOf(id), claimedUntil: until.toISOString() })),
  };
}

function entryOf(overrides: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    assessment: { id: "a-1", asOf: AS_OF },
    alerts: [alertOf()],
    noDataSince: null,
    bulletin: null,
    claimedUntil: SOON,
    ...overrides,
  };
}

describe("recordDecision", () => {
  it("records the assessment, the alerts and the bulletin, and counts the decision", () => {
    expect(recordDecision(emptyLedger("ai"), entryOf({ bulletin: bulletinOf("b-1") }))).toEqual({
      sector: "ai",
      version: 0,
      decisions: 1,
      lastAssessment: { id: "a-1", asOf: AS_OF },
      noDataSince: null,
      alerts: [alertOf()],
      outbox: [{ bulletin: bulletinOf("b-1"), claimedUntil: SOON.toISOString() }],
    });
  });

  it("returns the very same ledger when nothing about it changed", () => {
    const ledger = recordDecision(emptyLedger("ai"), entryOf());
    expect(recordDecision(ledger, entryOf())).toBe(ledger);
  });

  it("returns the very same ledger after it was stored with its fields in another order", () => {
    const ledger = recordDecision(emptyLedger("ai"), entryOf({ bulletin: bulletinOf("b-1") }));
    const stored = ledgerSchema.parse(backwards(JSON.parse(JSON.stringify(ledger))));
    expect(recordDecision(stored, entryOf())).toBe(stored);
  });

  it.each<[string, Partial<LedgerEntry>]>([
    ["another assessment", { assessment: { id: "a-2", asOf: AS_OF } }],
    ["another day", { assessment: { id: "a-1", asOf: "2026-08-01" } }],
    ["an alert fewer", { alerts: [] }],
    ["an alert at another level", { alerts: [alertOf({ level: "critical" })] }],
    ["no data", { noDataSince: AS_OF }],
    ["a bulletin", { bulletin: bulletinOf("b-1") }],
  ])("counts a decision that brings %s", (_sentence, change) => {
    const ledger = recordDecision(emptyLedger("ai"), entryOf());
    expect(recordDecision(ledger, entryOf(change)).decisions).toBe(2);
  });

  it("adds its bulletin after those that wait, and does not change the ledger given", () => {
    const ledger = ledgerWith(["b-1", NOON]);
    const before = structuredClone(ledger);
    const next = recordDecision(ledger, entryOf({ bulletin: bulletinOf("b-2") }));
    expect(next.outbox.map(({ bulletin }) => bulletin.id)).toEqual(["b-1", "b-2"]);
    expect(ledger).toEqual(before);
  });

  it("leaves the version to the store", () => {
    expect(recordDecision(ledgerWith(), entryOf()).version).toBe(7);
  });
});

describe("a bulletin in the outbox", () => {
  it.each([
    ["is held by its run before its claim ends", new Date(NOON.getTime() + 1), []],
    ["is abandoned at the instant at which its claim ends", NOON, ["b-1"]],
    ["is abandoned after its claim ended", new Date(NOON.getTime() - 1), ["b-1"]],
  ])("%s", (_sentence, claimedUntil, expected) => {
    const found = abandoned(ledgerWith(["b-1", claimedUntil]), NOON);
    expect(found.map(({ bulletin }) => bulletin.id)).toEqual(expected);
  });

  it("is claimed when abandoned, and left alone when held", () => {
    const later = new Date("2026-08-01T13:00:00Z");
    const claimed = claimAbandoned(ledgerWith(["left", NOON], ["held", SOON]), NOON, later);
    expect(claimed.outbox.map(({ claimedUntil }) => claimedUntil)).toEqual([
      later.toISOString(),
      SOON.toISOString(),
    ]);
    expect(abandoned(claimed, NOON)).toEqual([]);
  });

  it("is struck by its id, and no other is", () => {
    const ledger = ledgerWith(["b-1", NOON], ["b-2", NOON]);
    expect(strike(ledger, "b-1")).toEqual(ledgerWith(["b-2", NOON]));
    expect(strike(ledger, "b-3")).toEqual(ledger);
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
