import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ratio } from "../../../shared/values/ratio.ts";
import { cases } from "../../support/cases.ts";

const integer = fc.bigInt({ min: 1n, max: 2n ** 53n });

describe("a ratio of two integers", () => {
  it("compares with every limit of up to 12 digits as the exact quotient does", () => {
    const limit = fc.record({
      digits: fc.integer({ min: 1, max: 999_999_999_999 }),
      decimals: fc.nat({ max: 12 }),
    });
    // Near to the limit, where a rounded quotient would meet it.
    const off = fc.bigInt({ min: -2n, max: 2n });
    fc.assert(
      fc.property(limit, integer, off, ({ digits, decimals }, whole, off) => {
        const scale = 10n ** BigInt(decimals);
        const part = (BigInt(digits) * whole) / scale + off;
        fc.pre(part > 0n);
        const exact = part * scale - BigInt(digits) * whole;
        const value = ratio(part, whole) - Number(`${digits}e-${decimals}`);
        expect(Math.sign(value)).toBe(exact === 0n ? 0 : exact > 0n ? 1 : -1);
      }),
      cases(2000),
    );
  });

  it("is never smaller for a larger quotient", () => {
    fc.assert(
      fc.property(integer, integer, fc.bigInt({ min: 0n, max: 3n }), (part, whole, more) => {
        expect(ratio(part + more, whole)).toBeGreaterThanOrEqual(ratio(part, whole));
      }),
    );
  });

  it.each([
    [65n, 100n, 0.65],
    [1n, 3n, 1 / 3],
    [0n, 7n, 0],
    [-1n, 4n, -0.25],
  ])("of %i and %i is %d", (part, whole, value) => {
    expect(ratio(part, whole)).toBe(value);
  });
});
