import { describe, expect, it } from "vitest";
import { composeSubject } from "../../../shared/bulletin/subject.ts";
import { intervalText } from "../../../shared/text/measured-value.ts";
import { money } from "../../../shared/text/money.ts";
import { percent } from "../../../shared/text/share.ts";
import { ruleNewsOf } from "../../support/builders.ts";

describe("a fraction", () => {
  it.each([
    [0, 1, "0.0 %"],
    [0.0002, 1, "0.02 %"],
    [0.004, 0, "0.4 %"],
    [0.9997, 1, "99.97 %"],
    [0.996, 0, "99.6 %"],
    [1, 1, "100.0 %"],
    [-0.0002, 1, "-0.02 %"],
    [1e-12, 1, "0.0 %"],
    [-1e-12, 1, "0.0 %"],
    [1 - 1e-12, 1, "100.0 %"],
  ])("of %d with %d decimals reads as none or all only where it is: %s", (fraction, digits, text) => {
    expect(percent(fraction, digits)).toBe(text);
  });

  it("that is nearly all does not read as all in a subject", () => {
    const news = ruleNewsOf({ observed: { lower: 0.997, upper: 0.997 } });
    expect(composeSubject("AI", [news])).toContain("99.7% of supply");
  });

  it("keeps its bounds apart", () => {
    const { measure } = ruleNewsOf();
    expect(intervalText(measure, { lower: 0.9997, upper: 1 })).toBe("99.97-100.0 %");
  });
});

describe("an exposure", () => {
  it.each([
    [0, "USD 0"],
    [0.001, "USD 0.001"],
    [0.4, "USD 0.40"],
    [1, "USD 1"],
    [950, "USD 950"],
    [999.4, "USD 999"],
    [999.5, "USD 1.0 k"],
    [950_000, "USD 950.0 k"],
    [999_949, "USD 999.9 k"],
    [999_950, "USD 1.0 M"],
    [999_950_000, "USD 1.0 B"],
  ])("of %d is told as %s", (exposure, text) => {
    expect(money(exposure, "USD")).toBe(text);
  });
});
