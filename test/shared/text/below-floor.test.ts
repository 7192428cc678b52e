import { describe, expect, it } from "vitest";
import type { FloorSeen } from "../../../shared/policy/floor.ts";
import { belowFloorLines } from "../../../shared/text/below-floor.ts";
import { exactMoney, moneyBelow } from "../../../shared/text/money.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";

const RULE = ruleOf({ id: "china", title: "Made in China", by: "item", atLeast: 1_000_000 });

function below(group: string | null, upper: number, more: Partial<FloorSeen> = {}, lower = upper) {
  return {
    rule: "china",
    group,
    floor: { atLeast: 1_000_000, exposure: { lower, upper }, of: "item" as const, ...more },
  };
}

function linesFor(rules: ReturnType<typeof below>[], rule = RULE) {
  return belowFloorLines({ asOf: "2026-07-31", unit: "USD", rules }, policyOf({ rules: [rule] }));
}

describe("the groups below a floor", () => {
  it("are counted, and the largest are named", () => {
    const groups = [
      below("bess", 9000),
      below("ups", 800),
      below("radio", 70),
      below("pack", 6),
      below("cell", 5),
    ];
    expect(linesFor(groups)).toEqual([
      "Made in China [china]: 5 items have less than its floor of USD 1.0 M and raise nothing: bess (USD 9.0 k), ups (USD 800), radio (USD 70) and 2 more",
    ]);
    expect(linesFor([below("bess", 9000)])).toEqual([
      "Made in China [china]: 1 item has less than its floor of USD 1.0 M and raises nothing: bess (USD 9.0 k)",
    ]);
  });

  it("are told with what may belong to them", () => {
    expect(linesFor([below("north", 7000, { of: "program" }, 6000)])).toEqual([
      "Made in China [china]: 1 program has less than its floor of USD 1.0 M and raises nothing: north (USD 6.0 k to 7.0 k)",
    ]);
  });

  it("are the sector where the rule has one alert", () => {
    expect(linesFor([below(null, 900, { of: "sector" })])).toEqual([
      "Made in China [china]: the sector has USD 900, less than its floor of USD 1.0 M, and raises nothing",
    ]);
  });

  it.each([
    ["of a rule that is not in force yet", { ...RULE, effectiveFrom: "2026-08-01" }],
    ["of a rule that has ended", { ...RULE, effectiveUntil: "2026-07-31" }],
    ["of a rule that is gone", { ...RULE, id: "another" }],
  ])("are not told %s", (_, rule) => {
    expect(linesFor([below("bess", 900)], rule)).toEqual([]);
  });

  it("are not told where their figures are not known, nor by a policy that cannot be used", () => {
    const rules = [{ rule: "china", group: "bess", belowFloor: true }];
    const found = { asOf: "2026-07-31", unit: "USD", rules } as const;
    expect(belowFloorLines(found, policyOf({ rules: [RULE] }))).toEqual([]);
    expect(belowFloorLines({ ...found, rules: [below("bess", 900)] }, { problem: "broken" })).toEqual([]);
  });
});

describe("an amount below a floor", () => {
  it.each([
    [999_960, 1_000_000, "USD 999,960", "USD 1.0 M"],
    [1_030_000, 1_040_000, "USD 1.0 M", "USD 1,040,000"],
    [1_060_000, 1_070_000, "USD 1,060,000", "USD 1,070,000"],
    [999.99, 1000, "USD 999.99", "USD 1.0 k"],
    [0.004, 0.01, "USD 0.004", "USD 0.01"],
    [0.2, 0.29, "USD 0.20", "USD 0.29"],
    [99.4, 99.5, "USD 99", "USD 99.5"],
    [1e12 - 0.01, 1e12, "USD 999,999,999,999.99", "USD 1000.0 B"],
  ])("%d under %d looks like less", (exposure, floor, has, limit) => {
    expect(moneyBelow({ lower: exposure, upper: exposure }, floor, "USD")).toBe(has);
    expect(exactMoney(floor, "USD")).toBe(limit);
  });
});
