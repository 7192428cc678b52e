import { describe, expect, it } from "vitest";
import type { Alert } from "../../../shared/alerts/alert.ts";
import {
  type Circumstances,
  decideSector,
  openAlerts,
  rememberedAlerts,
} from "../../../shared/alerts/decide-sector.ts";
import type { Remembered } from "../../../shared/alerts/remembered.ts";
import type { Observation } from "../../../shared/assessment/observation.ts";
import { rememberedAfter } from "../../../shared/recompute/decide-assessed.ts";
import { emptyLedger } from "../../../shared/recompute/ledger.ts";
import { AS_OF, alertOf, observationOf, ruleOf } from "../../support/builders.ts";

const RULES = new Map([["china-origin", ruleOf()]]);
const TODAY: Circumstances = {
  assessment: "ai-now",
  asOf: AS_OF,
  incomplete: false,
  hasData: true,
  isEmpty: false,
  stale: false,
  rules: RULES,
};
const BLIND = { ...TODAY, hasData: false };
const INCOMPLETE = { ...TODAY, incomplete: true };
const NOTHING: Remembered = emptyLedger("ai");

function observing(value: number | null, id = "china-origin", group: string | null = null): Observation {
  return observationOf(ruleOf({ id }), value === null ? null : { lower: value, upper: value }, group);
}

function remembering(...alerts: Alert[]) {
  return { ...NOTHING, alerts };
}

describe("a sector without any position yet", () => {
  const EMPTY = { ...BLIND, isEmpty: true };
  const turnOf = (remembered: Remembered, circumstances: Circumstances, newestDate: string | null) => {
    const decision = decideSector(remembered, circumstances, [observing(circumstances.hasData ? 0.1 : null)]);
    const next = rememberedAfter(decision, { id: circumstances.assessment, asOf: AS_OF, newestDate });
    return { event: decision.sectorEvent, notification: decision.sectorNotification, next };
  };

  it("has no news for as long as it has none, nor when the first comes", () => {
    const first = turnOf(NOTHING, EMPTY, null);
    const second = turnOf(first.next, EMPTY, null);
    const filled = turnOf(second.next, TODAY, AS_OF);
    for (const { event, notification } of [first, second, filled])
      expect([event, notification]).toEqual([null, null]);
  });

  it.each<[string, string | null]>([
    ["dated", AS_OF],
    ["undated", null],
  ])("is told of once its positions, all %s, are gone again", (_what, newestDate) => {
    const empty = turnOf(NOTHING, EMPTY, null);
    const filled = turnOf(empty.next, TODAY, newestDate);
    const gone = turnOf(filled.next, EMPTY, null);
    expect([gone.event, gone.notification]).toEqual(["no-data", "no-data"]);
    expect(turnOf(gone.next, EMPTY, null)).toMatchObject({ event: null, notification: null });
    expect(turnOf(gone.next, TODAY, AS_OF)).toMatchObject({ event: "data-back", notification: "data-back" });
  });

  it.each<[string, Partial<Remembered>, boolean]>([
    ["nothing is remembered", {}, true],
    ["an assessment found nothing", { lastAssessment: { id: "a", asOf: AS_OF } }, true],
    [
      "not where an assessment found a position",
      { lastAssessment: { id: "a", asOf: AS_OF, newestDate: AS_OF } },
      false,
    ],
    ["not where there was an alert, before dates were kept", { alerts: [alertOf()] }, false],
    ["not where data went missing, before dates were kept", { noDataSince: "2026-07-01" }, false],
  ])("is one as far as is known: %s", (_what, remembered, isUnfilled) => {
    expect(decideSector({ ...NOTHING, ...remembered }, EMPTY, []).isUnfilled).toBe(isUnfilled);
  });

  it("is another one than that which was told of by a version that told it at once", () => {
    const told = { ...NOTHING, lastAssessment: { id: "a", asOf: AS_OF, newestDate: null } };
    const before = { ...told, noDataSince: AS_OF, noDataNotified: true };
    expect(turnOf(before, EMPTY, null)).toMatchObject({ event: null, next: { noDataNotified: true } });
    expect(turnOf(before, TODAY, AS_OF)).toMatchObject({ notification: "data-back" });
  });
});

describe("a sector without data", () => {
  it("says so once, and since when", () => {
    const decision = decideSector(NOTHING, BLIND, [observing(null)]);
    expect(decision).toMatchObject({ sectorEvent: "no-data", noDataSince: AS_OF });
  });

  it("does not say so again, and keeps since when", () => {
    const blind = { ...NOTHING, noDataSince: "2026-07-01", noDataNotified: true };
    const decision = decideSector(blind, BLIND, [observing(null)]);
    expect(decision).toMatchObject({ sectorEvent: null, noDataSince: "2026-07-01" });
  });

  it("keeps its open alerts and resolves none", () => {
    const alert = alertOf();
    const decision = decideSector(remembering(alert), BLIND, [observing(null)]);
    expect(decision.decisions.map(({ event }) => event)).toEqual([null]);
    expect(openAlerts(decision)).toEqual([alert]);
  });

  it("says when data is back, even when all is well", () => {
    const blind = { ...NOTHING, noDataSince: "2026-07-01", noDataNotified: true };
    const decision = decideSector(blind, TODAY, [observing(0.1)]);
    expect(decision).toMatchObject({ sectorEvent: "data-back", noDataSince: null });
  });

  it("decides its open alerts in the run in which data is back", () => {
    const blind = { ...remembering(alertOf()), noDataSince: "2026-07-01", noDataNotified: true };
    const decision = decideSector(blind, TODAY, [observing(0.1)]);
    expect(decision.decisions.map(({ event }) => event)).toEqual(["resolved"]);
  });

  it("has nothing to say about data as long as there is some", () => {
    expect(decideSector(NOTHING, TODAY, [observing(0.1)])).toMatchObject({
      sectorEvent: null,
      noDataSince: null,
    });
  });

  it("is not one in which no rule found anything to observe", () => {
    const decision = decideSector(NOTHING, TODAY, [observing(null), observing(null, "other")]);
    expect(decision).toMatchObject({ sectorEvent: null, noDataSince: null });
  });
});

describe("a rule that has left the policy", () => {
  const removed = alertOf({ rule: "gone", title: "Gone" });

  it("has its alert closed", () => {
    const decision = decideSector(remembering(removed), TODAY, [observing(0.1)]);
    expect(decision.decisions).toMatchObject([
      { rule: "china-origin", event: null },
      { rule: "gone", event: "resolved", reason: "rule-gone" },
    ]);
    expect(openAlerts(decision)).toEqual([]);
  });

  it("is not mentioned again in the next run", () => {
    const first = decideSector(remembering(removed), TODAY, [observing(0.1)]);
    const second = decideSector(remembering(...openAlerts(first)), TODAY, [observing(0.1)]);
    expect(second.decisions.map(({ rule }) => rule)).toEqual(["china-origin"]);
  });
});

describe("the alerts that are open after a decision", () => {
  it("are not those that are only remembered: a crossing that is not long enough yet", () => {
    const twice = { ...observing(0.3), rule: ruleOf({ for: 2 }) };
    const decision = decideSector(NOTHING, TODAY, [twice]);
    expect(rememberedAlerts(decision)).toMatchObject([{ level: "none", pendingRuns: 1 }]);
    expect(openAlerts(decision)).toEqual([]);
  });
});

describe("a group that has left the sector", () => {
  const bess = alertOf({ group: "bess" });

  it("has its alert closed", () => {
    const decision = decideSector(remembering(bess), TODAY, []);
    expect(decision.decisions).toMatchObject([{ group: "bess", event: "resolved", reason: "group-gone" }]);
    expect(openAlerts(decision)).toEqual([]);
  });

  it.each([
    ["the sector has no data", BLIND],
    ["some rows could not be read", INCOMPLETE],
  ])("keeps its alert when %s", (_why, circumstances) => {
    const decision = decideSector(remembering(bess), circumstances, []);
    expect(decision.decisions).toMatchObject([{ group: "bess", event: null }]);
    expect(openAlerts(decision)).toEqual([bess]);
  });

  it("has its alert closed all the same when its rule has left as well", () => {
    const decision = decideSector(remembering(bess), { ...INCOMPLETE, rules: new Map() }, []);
    expect(decision.decisions).toMatchObject([{ reason: "rule-gone" }]);
  });
});

describe("alerts and rules", () => {
  it("belong together by rule and group", () => {
    const bess = alertOf({ group: "bess" });
    const observations = [
      observing(0.1, "china-origin", "bess"),
      observing(0.1, "china-origin", "ups-lithium"),
    ];
    const decision = decideSector(remembering(bess), TODAY, observations);
    expect(decision.decisions.map(({ event }) => event)).toEqual(["resolved", null]);
  });

  it("give one decision per rule, in the order of the policy", () => {
    const decision = decideSector(NOTHING, TODAY, [
      observing(0.7, "a"),
      observing(0.1, "b"),
      observing(0.3, "c"),
    ]);
    expect(decision.decisions.map(({ rule, event }) => [rule, event])).toEqual([
      ["a", "raised"],
      ["b", null],
      ["c", "raised"],
    ]);
    expect(openAlerts(decision).map(({ rule }) => rule)).toEqual(["a", "c"]);
  });

  it("are not eased by an incomplete assessment, nor is the sector without data for it", () => {
    const decision = decideSector(remembering(alertOf()), INCOMPLETE, [observing(0.1)]);
    expect(decision.decisions.map(({ event }) => event)).toEqual([null]);
    expect(decision.sectorEvent).toBeNull();
  });
});
