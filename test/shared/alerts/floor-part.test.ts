import { describe, expect, it } from "vitest";
import { isUnder } from "../../../shared/alerts/floor-part.ts";

const has = (lower: number, upper = lower) => ({ lower, upper, unit: "USD" as const });

describe("a group", () => {
  it.each([
    ["lies below a floor that all it may have does not reach", has(50, 99.99), 100, true],
    ["does not lie below a floor that it just reaches", has(100), 100, false],
    ["does not lie below a floor that it may reach", has(50, 100), 100, false],
    ["without exposure lies below no floor", has(0), 100, false],
    ["whose exposure is not known lies below no floor", null, 100, false],
    ["lies below nothing where there is no floor", has(50), null, false],
    ["whose exposure is not known lies below nothing where there is no floor", null, null, false],
  ])("%s", (_, exposure, floor, expected) => {
    expect(isUnder(exposure, floor)).toBe(expected);
  });
});
