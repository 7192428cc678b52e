import { describe, expect, it } from "vitest";
import { composeSubject } from "../../../shared/bulletin/subject.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import { limitText } from "../../../shared/text/limit.ts";
import { intervalText } from "../../../shared/text/measured-value.ts";
import { shareText } from "../../../shared/text/share.ts";
import { ruleNewsOf } from "../../support/builders.ts";

const share: Measure = { kind: "share", of: { facet: "origin", countries: ["CN"] } };
const hhi: Measure = { kind: "hhi", facet: "owner" };
const effective: Measure = { kind: "effective", facet: "owner" };
const changed = (of: typeof share | typeof hhi): Measure => ({ kind: "change", of, days: 30 }) as Measure;

describe("a limit", () => {
  it.each<[string, Measure, number, string]>([
    ["of a share is per cent", share, 0.65, "65 %"],
    ["that is tiny is not rounded to zero", share, 1e-7, "0.00001 %"],
    ["of points keeps its decimals", hhi, 1000.001, "1,000.001"],
    ["of a number keeps its decimals", effective, 2.345, "2.345"],
    ["of the change of a share is in points", changed(share), 0.05, "5 % points"],
    ["of the change of an HHI is in points as it is", changed(hhi), -500, "-500"],
  ])("%s", (_sentence, measure, limit, told) => {
    expect(limitText(measure, limit)).toBe(told);
  });
});

describe("a share in a sentence", () => {
  it.each([
    [0, "0.0 %"],
    [1e-9, "less than 0.1 %"],
    [0.00049, "less than 0.1 %"],
    [0.0005, "0.1 %"],
    [0.28, "28.0 %"],
    [0.9994, "99.9 %"],
    [0.9999, "more than 99.9 %"],
    [1, "100.0 %"],
  ])("of %d is %s", (fraction, told) => {
    expect(shareText(fraction)).toBe(told);
  });
});

describe("a value", () => {
  it.each<[string, Measure, number, number, string]>([
    ["is one figure where its bounds meet", share, 0.28, 0.28, "28.0 %"],
    ["is a range where they do not", share, 0.71, 0.83, "71.0-83.0 %"],
    ["of the change of a share is in points", changed(share), 0.05, 0.05, "5.0 % points"],
    ["that may be below zero is no range of hyphens", changed(share), -0.05, 0.03, "-5.0 to 3.0 % points"],
    ["that is below zero is none either", changed(hhi), -500, -300, "-500 to -300"],
  ])("%s", (_sentence, measure, lower, upper, told) => {
    expect(intervalText(measure, { lower, upper })).toBe(told);
  });

  it("of a change is in points in a subject too", () => {
    const news = ruleNewsOf({ measure: changed(share), observed: { lower: 0.08, upper: 0.08 }, limit: 0.05 });
    expect(composeSubject("AI", [news])).toBe(
      "[WARNING] AI: 8% points change in 30 days: supply made in China (limit 5% points)",
    );
  });
});
