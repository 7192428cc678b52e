import { describe, expect, it } from "vitest";
import type { Remembered } from "../../../shared/alerts/remembered.ts";
import { emptyLedger, ledgerSchema } from "../../../shared/recompute/ledger.ts";
import { type LedgerEntry, recordDecision } from "../../../shared/recompute/next-ledger.ts";
import { AS_OF, alertOf } from "../../support/builders.ts";
import { bulletinOf, ledgerOf, NOON } from "../../support/outbox.ts";

const SOON = new Date("2026-08-01T12:01:00Z");

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
  handOut: Partial<Pick<LedgerEntry, "bulletin">> = {},
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
    const ledger = ledgerOf(1, {});
    const before = structuredClone(ledger);
    const next = recordDecision(ledger, entryWith({}, { bulletin: bulletinOf("b-2") }));
    expect(next.outbox.map(({ bulletin }) => bulletin?.id)).toEqual(["b-1", "b-2"]);
    expect(ledger).toEqual(before);
  });

  it("leaves the version to the store", () => {
    expect(recordDecision(ledgerOf(7), entryWith()).version).toBe(7);
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
