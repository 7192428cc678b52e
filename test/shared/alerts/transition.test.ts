import { describe, expect, it } from "vitest";
import type { Alert } from "../../../shared/alerts/alert.ts";
import type { Reason } from "../../../shared/alerts/reason.ts";
import { decideTransition, type TransitionInput } from "../../../shared/alerts/transition.ts";
import type { Rule } from "../../../shared/policy/rule.ts";
import { AS_OF, alertOf, observationOf, ruleOf } from "../../support/builders.ts";

function turn(
  previous: Alert | null,
  value: number,
  rule: Rule = ruleOf(),
  more: Partial<TransitionInput> = {},
) {
  const observation = observationOf(rule, { lower: value, upper: value });
  const input = {
    previous,
    observation,
    asOf: AS_OF,
    incomplete: false,
    isRepeat: false,
    isFirstLook: false,
    floorBefore: null,
  };
  return decideTransition({ ...input, ...more });
}

const limits = { warning: 0.25, critical: 0.65 };
const critical = alertOf({ level: "critical", limit: 0.65 });
const over = alertOf({ level: "none" });

describe("an alert that goes down", () => {
  it.each<[string, Alert, Rule, number, Reason]>([
    [
      "since its critical limit was moved away",
      critical,
      ruleOf({ above: { warning: 0.25, critical: 0.8 } }),
      0.7,
      "limits-changed",
    ],
    [
      "since its warning limit was moved away",
      alertOf(),
      ruleOf({ above: { warning: 0.35, critical: 0.65 } }),
      0.3,
      "limits-changed",
    ],
    [
      "since a value that only reaches its limit does not cross it any more",
      alertOf({ limits: { ...limits, atLimit: true } }),
      ruleOf(),
      0.25,
      "limits-changed",
    ],
    [
      "though its limits were changed, since it would by the old ones as well",
      critical,
      ruleOf({ above: { warning: 0.25, critical: 0.8 } }),
      0.5,
      "lower-level",
    ],
    ["by the same limits", critical, ruleOf(), 0.5, "lower-level"],
    [
      "by the same limits, to where an earlier run of the last ones was",
      { ...critical, recentLevels: ["warning"] },
      ruleOf({ keep: 2 }),
      0.1,
      "lower-level",
    ],
  ])("%s says why", (_sentence, previous, rule, value, reason) => {
    expect(turn(previous, value, rule).reason).toBe(reason);
  });

  it("says nothing of changed limits when it stays where it is", () => {
    const nearer = ruleOf({ above: { warning: 0.25, critical: 0.45 } });
    expect(turn(critical, 0.5, nearer)).toMatchObject({ reason: "unchanged", event: null });
  });

  it("never goes up by a margin that is wider than its limits are apart", () => {
    const close = { warning: 0.25, critical: 0.3 };
    const next = turn(alertOf({ limits: close }), 0.2, ruleOf({ above: close, margin: 0.15 }));
    expect(next).toMatchObject({ state: { level: "warning" }, event: null });
  });
});

describe("an alert that is over", () => {
  it("is looked at by an incomplete run as well: there is nothing to ease", () => {
    expect(turn(over, 0.1, ruleOf(), { incomplete: true }).reason).toBe("within-limits");
  });

  it("waits on as it is when an incomplete run finds less than the runs before", () => {
    const waiting = alertOf({ level: "none", pendingRuns: 1 });
    const found = turn(waiting, 0.1, ruleOf({ for: 2 }), { incomplete: true });
    expect(found).toEqual({
      state: waiting,
      event: null,
      reason: "incomplete-assessment",
    });
  });

  it("keeps since when it was open as long as it is over, and begins anew when it is raised again", () => {
    expect(turn(over, 0.1).state?.since).toBe(over.since);
    expect(turn(over, 0.3).state?.since).toBe(AS_OF);
  });

  it.each<[string, Alert, number, boolean]>([
    ["that was over since", alertOf({ level: "none", atFirstLook: true }), 0.3, false],
    [
      "that has been crossing ever since",
      alertOf({ level: "none", pendingRuns: 1, atFirstLook: true }),
      0.3,
      true,
    ],
    ["that has been open ever since", alertOf({ atFirstLook: true }), 0.3, true],
    ["that was found later", alertOf({ pendingRuns: 1 }), 0.3, false],
  ])("or not, %s, remembers whether the first look found it", (_sentence, previous, value, expected) => {
    expect(turn(previous, value).state?.atFirstLook).toBe(expected);
  });
});

describe("what is remembered of the last runs", () => {
  const twice = ruleOf({ keep: 3 });
  it.each<[string, Alert | null, number, Rule]>([
    ["within-limits", over, 0.1, twice],
    ["waiting for another run", null, 0.3, ruleOf({ for: 2, keep: 3 })],
    ["raised in this run", null, 0.3, twice],
    ["of a rule that is not in force yet", alertOf(), 0.3, ruleOf({ keep: 3, effectiveFrom: "2099-01-01" })],
  ])("is nothing for an alert that is %s", (_sentence, previous, value, rule) => {
    expect(turn(previous, value, rule).state?.recentLevels).toEqual([]);
  });

  it("begins with nothing hidden", () => {
    expect(turn(null, 0.3).state?.wasSilenced).toBe(false);
  });
});
