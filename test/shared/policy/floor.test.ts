import { describe, expect, it } from "vitest";
import { floorOf, isBelowFloor } from "../../../shared/policy/floor.ts";
import { readPolicy } from "../../../shared/policy/read-policy.ts";
import { policyOf, ruleOf, sectorScope } from "../../support/builders.ts";
import { positionOf } from "../../support/samples.ts";

function policyWith(atLeast: unknown, unit = "USD"): unknown {
  const policy = policyOf();
  return { ...policy, unit, rules: policy.rules.map((rule) => ({ ...rule, atLeast })) };
}

describe("the floor of a rule", () => {
  it.each([
    [0, "USD", "must be more than 0"],
    [-5, "USD", "must be more than 0"],
    [0.001, "USD", "0.001 has more than 2 decimals of USD"],
    [0.0005, "kWh", "0.0005 has more than 3 decimals of kWh"],
    [2e12, "USD", "2000000000000 must be at most 1,000,000,000,000 USD"],
    ["1 M", "USD", "expected number, received string"],
  ])("cannot be %s %s", (atLeast, unit, problem) => {
    expect(() => readPolicy(policyWith(atLeast, unit))).toThrow(`field "atLeast"`);
    expect(() => readPolicy(policyWith(atLeast, unit))).toThrow(problem);
  });

  it("is exact in the minor unit", () => {
    expect(floorOf({ atLeast: 0.29 }, "USD")).toBe(29);
    expect(floorOf({ atLeast: 1.001 }, "kWh")).toBe(1001);
    expect(floorOf({}, "USD")).toBeNull();
  });

  it("is not undercut by what reaches it, nor by nothing at all", () => {
    const rule = ruleOf({ atLeast: 100 });
    const scopeOf = (exposure: number) => sectorScope([positionOf({ exposure })]);
    expect(isBelowFloor(rule, scopeOf(99_99), "USD")).toBe(true);
    expect(isBelowFloor(rule, scopeOf(100_00), "USD")).toBe(false);
    expect(isBelowFloor(rule, scopeOf(0), "USD")).toBe(false);
    expect(isBelowFloor(ruleOf(), scopeOf(1), "USD")).toBe(false);
  });
});
