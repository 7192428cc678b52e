import { describe, expect, it } from "vitest";
import { type Alert, alertSchema, decideAlert, type Reason } from "../../shared/alert.ts";
import type { Interval } from "../../shared/interval.ts";
import type { Rule } from "../../shared/policy.ts";
import { AS_OF, alertOf, ruleOf } from "../support/builders.ts";

const above = ruleOf();
const below = ruleOf({
  measure: { kind: "effective", facet: "owner" },
  below: { warning: 4, critical: 2 },
});
const onlyCritical = ruleOf({ above: { critical: 0.65 } });
const later = ruleOf({ effectiveFrom: "2026-08-01" });
const today = ruleOf({ effectiveFrom: AS_OF });

const possible = alertOf({ level: "possible" });
const warning = alertOf();
const critical = alertOf({ level: "critical", limit: 0.65 });
const at = (value: number): Interval => ({ lower: value, upper: value });
const from = (lower: number, upper: number): Interval => ({ lower, upper });

interface Row {
  says: string;
  rule: Rule;
  previous: Alert | null;
  observed: Interval | null;
  incomplete?: true;
  event: string | null;
  reason: Reason;
  level: string | null;
  limit?: number;
}

/** From what it was at, to what it is at now. */
const rows: Row[] = [
  {
    says: "stays silent inside its limits",
    rule: above,
    previous: null,
    observed: at(0.1),
    event: null,
    reason: "inside its limits",
    level: null,
  },
  {
    says: "is not crossed at exactly the limit",
    rule: above,
    previous: null,
    observed: at(0.25),
    event: null,
    reason: "inside its limits",
    level: null,
  },
  {
    says: "is raised just above the warning limit",
    rule: above,
    previous: null,
    observed: at(0.2500001),
    event: "raised",
    reason: "crossed a limit",
    level: "warning",
    limit: 0.25,
  },
  {
    says: "is at warning at exactly the critical limit",
    rule: above,
    previous: null,
    observed: at(0.65),
    event: "raised",
    reason: "crossed a limit",
    level: "warning",
    limit: 0.25,
  },
  {
    says: "is raised at once to critical",
    rule: above,
    previous: null,
    observed: at(0.7),
    event: "raised",
    reason: "crossed a limit",
    level: "critical",
    limit: 0.65,
  },
  {
    says: "is possible when only the upper bound crosses",
    rule: above,
    previous: null,
    observed: from(0.1, 0.3),
    event: "raised",
    reason: "crossed a limit",
    level: "possible",
    limit: 0.25,
  },
  {
    says: "is not possible when the upper bound is exactly the limit",
    rule: above,
    previous: null,
    observed: from(0.1, 0.25),
    event: null,
    reason: "inside its limits",
    level: null,
  },
  {
    says: "is at warning when critical is only possible",
    rule: above,
    previous: null,
    observed: from(0.3, 0.7),
    event: "raised",
    reason: "crossed a limit",
    level: "warning",
    limit: 0.25,
  },
  {
    says: "is possible against its critical limit when it has no other",
    rule: onlyCritical,
    previous: null,
    observed: from(0.6, 0.7),
    event: "raised",
    reason: "crossed a limit",
    level: "possible",
    limit: 0.65,
  },
  {
    says: "does not know warning when it has only a critical limit",
    rule: onlyCritical,
    previous: null,
    observed: at(0.6),
    event: null,
    reason: "inside its limits",
    level: null,
  },
  {
    says: "says nothing when nothing changed",
    rule: above,
    previous: warning,
    observed: at(0.3),
    event: null,
    reason: "unchanged",
    level: "warning",
  },
  {
    says: "says nothing when the value moved within its level",
    rule: above,
    previous: warning,
    observed: at(0.6),
    event: null,
    reason: "unchanged",
    level: "warning",
  },
  {
    says: "worsens from possible to warning",
    rule: above,
    previous: possible,
    observed: at(0.3),
    event: "worsened",
    reason: "went to a higher level",
    level: "warning",
    limit: 0.25,
  },
  {
    says: "worsens from warning to critical",
    rule: above,
    previous: warning,
    observed: at(0.7),
    event: "worsened",
    reason: "went to a higher level",
    level: "critical",
    limit: 0.65,
  },
  {
    says: "eases from critical to warning",
    rule: above,
    previous: critical,
    observed: at(0.5),
    event: "eased",
    reason: "went to a lower level",
    level: "warning",
    limit: 0.25,
  },
  {
    says: "eases from warning to possible when data went missing",
    rule: above,
    previous: warning,
    observed: from(0.1, 0.3),
    event: "eased",
    reason: "went to a lower level",
    level: "possible",
    limit: 0.25,
  },
  {
    says: "resolves from warning",
    rule: above,
    previous: warning,
    observed: at(0.1),
    event: "resolved",
    reason: "back inside its limits",
    level: null,
  },
  {
    says: "resolves at exactly the limit",
    rule: above,
    previous: warning,
    observed: at(0.25),
    event: "resolved",
    reason: "back inside its limits",
    level: null,
  },
  {
    says: "resolves from possible when the missing data came",
    rule: above,
    previous: possible,
    observed: at(0.1),
    event: "resolved",
    reason: "back inside its limits",
    level: null,
  },
  {
    says: "below: stays silent above its limits",
    rule: below,
    previous: null,
    observed: at(5),
    event: null,
    reason: "inside its limits",
    level: null,
  },
  {
    says: "below: is not crossed at exactly the limit",
    rule: below,
    previous: null,
    observed: at(4),
    event: null,
    reason: "inside its limits",
    level: null,
  },
  {
    says: "below: is raised under the warning limit",
    rule: below,
    previous: null,
    observed: at(3.9),
    event: "raised",
    reason: "crossed a limit",
    level: "warning",
    limit: 4,
  },
  {
    says: "below: is raised under the critical limit",
    rule: below,
    previous: null,
    observed: at(1.9),
    event: "raised",
    reason: "crossed a limit",
    level: "critical",
    limit: 2,
  },
  {
    says: "below: is possible when only the lower bound crosses",
    rule: below,
    previous: null,
    observed: from(3, 5),
    event: "raised",
    reason: "crossed a limit",
    level: "possible",
    limit: 4,
  },
  {
    says: "below: is possible when there may be any number of keys",
    rule: below,
    previous: null,
    observed: from(1, Number.POSITIVE_INFINITY),
    event: "raised",
    reason: "crossed a limit",
    level: "possible",
    limit: 4,
  },
  {
    says: "incomplete: is raised all the same",
    rule: above,
    previous: null,
    observed: at(0.3),
    incomplete: true,
    event: "raised",
    reason: "crossed a limit",
    level: "warning",
  },
  {
    says: "incomplete: worsens all the same",
    rule: above,
    previous: warning,
    observed: at(0.7),
    incomplete: true,
    event: "worsened",
    reason: "went to a higher level",
    level: "critical",
  },
  {
    says: "incomplete: stays unchanged",
    rule: above,
    previous: warning,
    observed: at(0.3),
    incomplete: true,
    event: null,
    reason: "unchanged",
    level: "warning",
  },
  {
    says: "incomplete: does not ease",
    rule: above,
    previous: critical,
    observed: at(0.3),
    incomplete: true,
    event: null,
    reason: "an incomplete assessment eases nothing",
    level: "critical",
    limit: 0.65,
  },
  {
    says: "incomplete: does not resolve",
    rule: above,
    previous: warning,
    observed: at(0.1),
    incomplete: true,
    event: null,
    reason: "an incomplete assessment eases nothing",
    level: "warning",
  },
  {
    says: "incomplete: stays silent when there is nothing to ease",
    rule: above,
    previous: null,
    observed: at(0.1),
    incomplete: true,
    event: null,
    reason: "inside its limits",
    level: null,
  },
  {
    says: "without exposure: keeps its alert",
    rule: above,
    previous: critical,
    observed: null,
    event: null,
    reason: "without exposure nothing is decided",
    level: "critical",
  },
  {
    says: "without exposure: raises nothing",
    rule: above,
    previous: null,
    observed: null,
    event: null,
    reason: "without exposure nothing is decided",
    level: null,
  },
  {
    says: "before effectiveFrom: never pages",
    rule: later,
    previous: null,
    observed: at(0.7),
    event: null,
    reason: "not in force yet",
    level: null,
  },
  {
    says: "on effectiveFrom: is raised",
    rule: today,
    previous: null,
    observed: at(0.7),
    event: "raised",
    reason: "crossed a limit",
    level: "critical",
  },
  {
    says: "put off to a later day: closes its alert",
    rule: later,
    previous: warning,
    observed: at(0.3),
    event: "resolved",
    reason: "not in force yet",
    level: null,
  },
];

describe("a rule", () => {
  it.each(rows)("$says", ({ rule, previous, observed, incomplete, event, reason, level, limit }) => {
    const observation = { rule, group: null, observed };
    const decision = decideAlert({ previous, observation, incomplete: incomplete ?? false, asOf: AS_OF });
    expect(decision).toMatchObject({ event, reason });
    expect(decision.next?.level ?? null).toBe(level);
    if (limit !== undefined) expect(decision.next?.limit).toBe(limit);
  });

  it("has a row here for every reason but that of a removed rule", () => {
    expect(new Set(rows.map(({ reason }) => reason)).size).toBe(9);
  });
});

describe("the alert that is remembered", () => {
  const decide = (previous: Alert | null, observed: Interval, incomplete = false) =>
    decideAlert({ previous, observation: { rule: above, group: null, observed }, incomplete, asOf: AS_OF })
      .next;

  it("holds since when, and what was observed as of when", () => {
    expect(decide(null, at(0.3))).toEqual(alertOf({ since: AS_OF, observedAsOf: AS_OF }));
  });

  it("keeps since when through every change of level", () => {
    expect(decide(warning, at(0.7))).toMatchObject({ since: warning.since, observedAsOf: AS_OF });
    expect(decide(critical, at(0.3))).toMatchObject({ since: critical.since, observedAsOf: AS_OF });
  });

  it("is the very one from before when an incomplete assessment eases nothing", () => {
    expect(decide(warning, at(0.1), true)).toBe(warning);
  });

  it("has no upper bound when any number of keys is possible", () => {
    const observation = { rule: below, group: null, observed: from(1, Number.POSITIVE_INFINITY) };
    const { next } = decideAlert({ previous: null, observation, incomplete: false, asOf: AS_OF });
    expect(next?.observed).toEqual({ lower: 1, upper: null });
  });

  it("survives being stored as JSON", () => {
    const next = decide(null, from(0.3, 0.7));
    expect(alertSchema.parse(JSON.parse(JSON.stringify(next)))).toEqual(next);
  });
});
