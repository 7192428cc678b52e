import { describe, expect, it } from "vitest";
import { type Alert, alertSchema } from "../../../shared/alerts/alert.ts";
import { decideAlert } from "../../../shared/alerts/decide-alert.ts";
import { closeAlert, holdAlert } from "../../../shared/alerts/unobserved-alert.ts";
import type { Interval } from "../../../shared/values/interval.ts";
import { AS_OF, alertOf, observationOf, plainRun, ruleOf } from "../../support/builders.ts";

function remembered(previous: Alert | null, observed: Interval, rule = ruleOf()): Alert | null {
  const observation = observationOf(rule, observed);
  return decideAlert({
    previous,
    observation,
    ...plainRun,
  }).next;
}

describe("the alert that is remembered", () => {
  it("holds since when, and what was observed as of when", () => {
    const next = remembered(null, { lower: 0.3, upper: 0.3 });
    const told = { level: "warning", asOf: AS_OF, limits: { warning: 0.25, critical: 0.65 } } as const;
    const observed = { lower: 0.3, upper: 0.3 };
    const expected = { since: AS_OF, lastNotified: { ...told, observed }, observedAsOf: AS_OF };
    expect(next).toEqual(alertOf(expected));
  });

  it.each<[string, Alert, number]>([
    ["worsens", alertOf(), 0.7],
    ["eases", alertOf({ level: "critical", limit: 0.65 }), 0.3],
    ["stays", alertOf(), 0.4],
  ])("keeps since when it is open as it %s", (_sentence, previous, value) => {
    const next = remembered(previous, { lower: value, upper: value });
    expect(next).toMatchObject({ since: previous.since, observedAsOf: AS_OF, observed: { lower: value } });
  });

  it("follows a limit that was changed in the policy without saying so", () => {
    const next = remembered(alertOf(), { lower: 0.4, upper: 0.4 }, ruleOf({ above: { warning: 0.35 } }));
    expect(next).toMatchObject({ level: "warning", limit: 0.35 });
  });

  it("has no upper bound when any number of keys is possible", () => {
    const rule = ruleOf({ measure: { kind: "effective", facet: "owner" }, below: { warning: 4 } });
    const next = remembered(null, { lower: 1, upper: Number.POSITIVE_INFINITY }, rule);
    expect(next?.observed).toEqual({ lower: 1, upper: null });
  });

  it("survives being stored as JSON", () => {
    const next = remembered(null, { lower: 0.3, upper: 0.7 });
    expect(alertSchema.parse(JSON.parse(JSON.stringify(next)))).toEqual(next);
  });
});

describe("the alert of a rule that could not be observed", () => {
  const previous = alertOf({ group: "bess" });
  const same = { rule: previous.rule, group: "bess", title: previous.title, side: "above", previous };

  it.each(["rule-gone", "group-gone"] as const)("is resolved when %s, saying so", (reason) => {
    const expected = { ...same, next: null, event: "resolved", reason, observed: null };
    expect(closeAlert(previous, reason, AS_OF, null)).toMatchObject(expected);
  });

  it("is held when it may be there next time", () => {
    const reason = "no-exposure";
    const decision = holdAlert(previous, ruleOf(), { asOf: AS_OF, silence: null, acknowledgement: null });
    expect(decision).toMatchObject({ ...same, event: null, notification: null, reason, observed: null });
    expect(decision.next).toEqual(previous);
  });
});
