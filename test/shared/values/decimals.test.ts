import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { upToDecimals, withDecimals } from "../../../shared/values/decimals.ts";

describe("a number in a text", () => {
  it.each([
    [1347, 1, "1,347.0"],
    [-1250.26, 1, "-1,250.3"],
    [0.5, 0, "1"],
    [2.345, 2, "2.35"],
  ])("%s with %s decimals is %s", (value, digits, text) => {
    expect(withDecimals(value, digits)).toBe(text);
  });

  it("is written as the language's own formatting writes it", () => {
    const cases = [fc.double({ noNaN: true }), fc.integer({ min: 0, max: 10 })] as const;
    fc.assert(
      fc.property(...cases, (value, digits) => {
        const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
        expect(withDecimals(value, digits)).toBe(value.toLocaleString("en-US", exactly));
        const atMost = { maximumFractionDigits: digits };
        expect(upToDecimals(value, digits)).toBe(value.toLocaleString("en-US", atMost));
      }),
    );
  });
});
