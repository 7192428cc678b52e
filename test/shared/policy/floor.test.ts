import { describe, expect, it } from "vitest";
import {
  floorOf,
  floorProblem,
  floorSeen,
  floorSeenSchema,
  groupExposure,
  isBelowFloor,
} from "../../../shared/policy/floor.ts";
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
    ["1 M", "USD", "must be a number, not a text"],
  ])("cannot be %s %s", (atLeast, unit, problem) => {
    expect(() => readPolicy(policyWith(atLeast, unit))).toThrow(`field "atLeast"`);
    expect(() => readPolicy(policyWith(atLeast, unit))).toThrow(problem);
  });

  it("may be as much as the exposure of a position", () => {
    expect(floorProblem(1e12, "USD")).toBeNull();
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

  it("is compared with all that may belong to the group", () => {
    const group = { total: exposed(60).total, optional: [...exposed(30).cells, ...exposed(20).cells] };
    expect(isBelowFloor(ruleOf({ atLeast: 110.01 }), group, "USD")).toBe(true);
    expect(isBelowFloor(ruleOf({ atLeast: 110 }), group, "USD")).toBe(false);
    expect(groupExposure(group, "USD")).toEqual({ lower: 60, upper: 110, unit: "USD" });
  });
});

describe("what is stored of a floor", () => {
  const exposure = { lower: 60, upper: 110, unit: "USD" as const };

  it.each([
    [ruleOf({ atLeast: 200 }), "sector"],
    [ruleOf({ atLeast: 200, by: "item" }), "item"],
    [ruleOf({ atLeast: 200, by: "program" }), "program"],
  ])("is the floor, what the group has, and what it is: %#", (rule, of) => {
    const seen = floorSeen(rule, exposure);
    expect(seen).toEqual({ atLeast: 200, exposure: { lower: 60, upper: 110 }, of });
    expect(floorSeenSchema().parse(seen)).toEqual(seen);
  });

  it("is nothing without a floor, and where the exposure is not known", () => {
    expect(floorSeen(ruleOf(), exposure)).toBeNull();
    expect(floorSeen(ruleOf({ atLeast: 200 }), null)).toBeNull();
    expect(floorSeen(ruleOf(), null)).toBeNull();
  });

  it.each([
    ["without the floor", { exposure: { lower: 60, upper: 110 }, of: "item" }],
    ["with a floor of nothing", { atLeast: 0, exposure: { lower: 60, upper: 110 }, of: "item" }],
    ["of a group that is none", { atLeast: 200, exposure: { lower: 60, upper: 110 }, of: "owner" }],
  ])("is refused %s", (_, stored) => {
    expect(floorSeenSchema().safeParse(stored).success).toBe(false);
  });
});

/** A scope of so many USD. */
function exposed(usd: number) {
  return sectorScope([positionOf({ exposure: usd * 100 })]);
}
