import type { HistoryRecord } from "../../shared/alerts/history.ts";
import type { Bulletin } from "../../shared/bulletin/bulletin.ts";
import { type BusDetail, type BusEvent, detailTypes, NO_RULE } from "../../shared/bus/bus-event.ts";
import { emptyLedger, type Ledger } from "../../shared/recompute/ledger.ts";
import type { OutboxEntry } from "../../shared/recompute/outbox-entry.ts";
import { AS_OF } from "./builders.ts";

export const NOON = new Date("2026-08-01T12:00:00Z");

/** A bulletin that says nothing. */
export function bulletinOf(id: string): Bulletin {
  return {
    schemaVersion: 1,
    id,
    sector: "ai",
    asOf: AS_OF,
    assessment: "a-1",
    level: "warning",
    worst: "warning",
    events: [],
    moreEvents: 0,
    subject: "[WARNING] AI: a test",
    text: "A test\n",
  };
}

/** An event of a bulletin that says nothing. */
export function busEventOf(bulletinId: string, event: keyof typeof detailTypes = "raised"): BusEvent {
  const detail: BusDetail = {
    schemaVersion: 1,
    id: `${bulletinId}/china-origin/${event}`,
    bulletinId,
    alert: "ai/china-origin",
    sector: "ai",
    event,
    headline: "[WARNING] AI: a test",
    level: "warning",
    levelBefore: "none",
    text: "Made in China: 30.0 % of supply.",
    ...NO_RULE,
    ...{ rule: "china-origin", title: "Made in China", limit: 0.25, side: "above", unit: "fraction" },
    ...{ observed: { lower: 0.3, upper: 0.3 }, since: AS_OF, asOf: AS_OF, reason: "crossed a limit" },
    ...{ isExample: false, isIncomplete: false, isFollowed: false, page: null, leftOut: 0 },
  };
  return { type: detailTypes[event], detail };
}

/** A line of a history. */
export const LINE: HistoryRecord = {
  asOf: AS_OF,
  at: "2026-07-31T06:00:00.000Z",
  rule: "china-origin",
  group: null,
  event: "raised",
  level: "warning",
  observed: { lower: 0.3, upper: 0.3 },
  limit: 0.25,
  reason: "crossed a limit",
  published: true,
  silence: null,
  by: null,
};

/** A ledger with so many versions, and with entries in its outbox that nobody holds at noon. */
export function ledgerOf(version: number, ...outbox: Partial<OutboxEntry>[]): Ledger {
  return {
    ...emptyLedger("ai"),
    version,
    outbox: outbox.map((entry, at) => ({
      version: at + 1,
      bulletin: bulletinOf(`b-${at + 1}`),
      events: [],
      records: [LINE],
      publication: null,
      decidedAt: NOON.toISOString(),
      claimedUntil: NOON.toISOString(),
      ...entry,
    })),
  };
}
