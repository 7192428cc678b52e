import { describe, expect, it } from "vitest";
import type { Alert } from "../../../shared/alerts/alert.ts";
import { decideAlert } from "../../../shared/alerts/decide-alert.ts";
import type { Decision } from "../../../shared/alerts/decision.ts";
import type { Reason } from "../../../shared/alerts/reason.ts";
import type { Rule } from "../../../shared/policy/rule.ts";
import type { Interval } from "../../../shared/values/interval.ts";
import { AS_OF, alertOf, observationOf, plainRun, ruleOf } from "../../support/builders.ts";

const above = ruleOf();
const onlyCritical = ruleOf({ above: { critical: 0.65 } });
const below = ruleOf({
  measure: { kind: "effective", facet: "owner" },
  below: { warning: 4, critical: 2 },
});
const tomorrow = ruleOf({ effectiveFrom: "2026-08-01" });
const today = ruleOf({ effectiveFrom: AS_OF });

const possible = alertOf({ level: "possible" });
const warning = alertOf();
const critical = alertOf({ level: "critical", limit: 0.65 });

const at = (value: number): Interval => ({ lower: value, upper: value });
const from = (lower: number, upper: number): Interval => ({ lower, upper });
const anyNumber = from(1, Number.POSITIVE_INFINITY);

function decide(rule: Rule, previous: Alert | null, observed: Interval | null, incomplete = false): Decision {
  const observation = observationOf(rule, observed);
  return decideAlert({ ...plainRun, previous, observation, incomplete });
}

describe("a rule without an alert", () => {
  it.each<[string, Rule, Interval]>([
    ["well inside its limits", above, at(0.1)],
    ["at exactly the limit: it is not crossed", above, at(0.25)],
    ["at exactly the limit when all of the unknown counts", above, from(0.1, 0.25)],
    ["at a value that would be a warning if it had such a limit", onlyCritical, at(0.6)],
    ["well above a limit that counts below", below, at(5)],
    ["at exactly a limit that counts below", below, at(4)],
  ])("stays silent %s", (_sentence, rule, observed) => {
    const expected = { event: null, reason: "within-limits", next: null };
    expect(decide(rule, null, observed)).toMatchObject(expected);
  });

  it.each<[string, Rule, Interval, string, number]>([
    ["at warning just above the limit", above, at(0.2500001), "warning", 0.25],
    ["at warning at exactly the critical limit", above, at(0.65), "warning", 0.25],
    ["at critical above the critical limit", above, at(0.6500001), "critical", 0.65],
    ["at possible when only the upper bound crosses", above, from(0.1, 0.3), "possible", 0.25],
    ["at possible when only the upper bound is critical", above, from(0.1, 0.7), "possible", 0.25],
    ["at warning when critical is only possible", above, from(0.3, 0.7), "warning", 0.25],
    ["at possible against its only limit", onlyCritical, from(0.6, 0.7), "possible", 0.65],
    ["at warning just below the limit", below, at(3.9999), "warning", 4],
    ["at warning at exactly the critical limit below", below, at(2), "warning", 4],
    ["at critical below the critical limit", below, at(1.9), "critical", 2],
    ["at possible when only the lower bound crosses", below, from(3, 5), "possible", 4],
    ["at possible when there may be any number of owners", below, anyNumber, "possible", 4],
    ["on the day from which it is in force", today, at(0.7), "critical", 0.65],
  ])("is raised %s", (_sentence, rule, observed, level, limit) => {
    const expected = { event: "raised", reason: "crossed-limit", next: { level, limit, since: AS_OF } };
    expect(decide(rule, null, observed)).toMatchObject(expected);
  });

  it("never pages before the day from which it is in force", () => {
    const expected = { event: null, reason: "not-in-force-yet", next: null };
    expect(decide(tomorrow, null, at(0.7))).toMatchObject(expected);
  });

  it("decides nothing without exposure", () => {
    const expected = { event: null, reason: "no-exposure", next: null };
    expect(decide(above, null, null)).toMatchObject(expected);
  });
});

describe("an open alert", () => {
  it.each<[string, Alert, Interval, number]>([
    ["worsens from possible to warning", possible, at(0.3), 0.25],
    ["worsens from possible to critical", possible, at(0.7), 0.65],
    ["worsens from warning to critical", warning, at(0.7), 0.65],
  ])("%s", (_sentence, previous, observed, limit) => {
    const expected = { event: "worsened", reason: "higher-level", next: { limit } };
    expect(decide(above, previous, observed)).toMatchObject(expected);
  });

  it.each<[string, Alert, Interval, string]>([
    ["eases from critical to warning", critical, at(0.5), "warning"],
    ["eases from critical to possible", critical, from(0.1, 0.7), "possible"],
    ["eases from warning to possible when data went missing", warning, from(0.1, 0.3), "possible"],
  ])("%s", (_sentence, previous, observed, level) => {
    const expected = { event: "eased", reason: "lower-level", next: { level, limit: 0.25 } };
    expect(decide(above, previous, observed)).toMatchObject(expected);
  });

  it.each<[string, Alert, Interval, Rule, Reason]>([
    ["resolves from warning", warning, at(0.1), above, "back-within-limits"],
    ["resolves from critical", critical, at(0.1), above, "back-within-limits"],
    ["resolves at exactly the limit", warning, at(0.25), above, "back-within-limits"],
    ["resolves when the missing data came", possible, at(0.1), above, "back-within-limits"],
    ["resolves when its rule is put off to a later day", warning, at(0.3), tomorrow, "not-in-force-yet"],
  ])("%s", (_sentence, previous, observed, rule, reason) => {
    expect(decide(rule, previous, observed)).toMatchObject({ event: "resolved", reason, next: null });
  });

  it.each<[string, Alert, Interval]>([
    ["is the same value", warning, at(0.3)],
    ["moved within its level", warning, at(0.65)],
    ["is still only possible", possible, from(0, 0.9)],
  ])("says nothing when what was observed %s", (_sentence, previous, observed) => {
    const expected = { event: null, reason: "unchanged", next: { level: previous.level } };
    expect(decide(above, previous, observed)).toMatchObject(expected);
  });

  it("is kept as it is without exposure", () => {
    const decision = decide(above, critical, null);
    expect(decision).toMatchObject({ event: null, reason: "no-exposure" });
    expect(decision.next).toEqual(critical);
  });
});

describe("an incomplete assessment", () => {
  it.each<[string, Alert | null, Interval, Decision["event"], Reason]>([
    ["may raise", null, at(0.3), "raised", "crossed-limit"],
    ["may worsen", warning, at(0.7), "worsened", "higher-level"],
    ["may leave unchanged", warning, at(0.3), null, "unchanged"],
    ["has nothing to ease without an alert", null, at(0.1), null, "within-limits"],
  ])("%s", (_sentence, previous, observed, event, reason) => {
    expect(decide(above, previous, observed, true)).toMatchObject({ event, reason });
  });

  it.each<[string, Alert, Interval, Rule]>([
    ["does not ease", critical, at(0.3), above],
    ["does not ease to possible", warning, from(0.1, 0.3), above],
    ["does not resolve", warning, at(0.1), above],
    ["does not resolve for a rule that is put off", warning, at(0.3), tomorrow],
  ])("%s", (_sentence, previous, observed, rule) => {
    const decision = decide(rule, previous, observed, true);
    expect(decision).toMatchObject({ event: null, reason: "incomplete-assessment" });
    expect(decision.next).toEqual(previous);
  });
});
