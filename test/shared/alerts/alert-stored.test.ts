import { describe, expect, it } from "vitest";
import { alertSchema, definitionOfAlert } from "../../../shared/alerts/alert.ts";
import type { Definition } from "../../../shared/policy/definition.ts";
import { isOver, type Level, levelOf, limitOf } from "../../../shared/policy/level.ts";
import { alertOf, ruleOf } from "../../support/builders.ts";

const { measure } = ruleOf();
const now = (by: Definition["by"]): Definition => ({ measure, side: "above", by });

describe("an alert as it is stored", () => {
  it("was not found by a first look where it does not say so", () => {
    const { atFirstLook: _, ...older } = alertOf();
    expect(alertSchema.parse(older).atFirstLook).toBe(false);
  });

  it("was never told as being at no level", () => {
    const told = { level: "none", asOf: "2026-07-24", limits: { warning: 0.25 } };
    expect(alertSchema.safeParse({ ...alertOf(), lastNotified: told }).success).toBe(false);
    expect(
      alertSchema.safeParse({ ...alertOf(), lastNotified: { ...told, level: "possible" } }).success,
    ).toBe(true);
  });

  it.each<[string, Partial<ReturnType<typeof alertOf>>, Definition["by"], Definition["by"]]>([
    ["that which it was stored with", { by: "program", group: "P-1" }, "item", "program"],
    ["that of no groups, if it was stored so", { by: null }, "item", null],
    ["that of no groups without a group", { by: undefined, group: null }, "program", null],
    ["that of its rule now, with a group", { by: undefined, group: "P-1" }, "program", "program"],
    ["items, with a group of a rule that has none now", { by: undefined, group: "bess" }, null, "item"],
  ])("has as what there is one alert for %s", (_what, overrides, byNow, by) => {
    expect(definitionOfAlert(alertOf(overrides), now(byNow))).toEqual({ measure, side: "above", by });
  });
});

describe("the limit that a level stands for", () => {
  it.each<[string, Parameters<typeof ruleOf>[0], Record<Level, number>]>([
    ["both limits", {}, { none: 0.25, possible: 0.25, warning: 0.25, critical: 0.65 }],
    [
      "a warning only",
      { above: { warning: 0.3 } },
      { none: 0.3, possible: 0.3, warning: 0.3, critical: 0.3 },
    ],
    [
      "a critical limit only",
      { above: { critical: 0.7 } },
      { none: 0.7, possible: 0.7, warning: 0.7, critical: 0.7 },
    ],
    [
      "limits below",
      { below: { warning: 0.5, critical: 0.2 } },
      { none: 0.5, possible: 0.5, warning: 0.5, critical: 0.2 },
    ],
  ])("of a rule with %s", (_which, overrides, expected) => {
    const rule = ruleOf(overrides);
    const levels: Level[] = ["none", "possible", "warning", "critical"];
    expect(Object.fromEntries(levels.map((level) => [level, limitOf(rule, level)]))).toEqual(expected);
  });

  it("is only ever one that the rule has", () => {
    const one = { lower: 1, upper: 1 };
    expect(levelOf(ruleOf({ above: { warning: 0.3 } }), one)).toBe("warning");
    expect(levelOf(ruleOf({ above: { critical: 0.3 } }), one)).toBe("critical");
  });
});

describe("a rule's time", () => {
  it("is over from its last day on, and never without one", () => {
    const ends = ruleOf({ effectiveUntil: "2026-08-01" });
    expect(["2026-07-31", "2026-08-01"].map((day) => isOver(ends, day))).toEqual([false, true]);
    expect(isOver(ruleOf(), "9999-12-31")).toBe(false);
  });
});
