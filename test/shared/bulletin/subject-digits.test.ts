import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RuleNews } from "../../../shared/bulletin/news.ts";
import { composeSubject } from "../../../shared/bulletin/subject.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import { ruleNewsOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";

const at = (value: number) => ({ observed: { lower: value, upper: value } });
const subjectOf = (news: Partial<RuleNews>) => composeSubject("AI", [ruleNewsOf(news)]);

describe("a value that rounds to its limit is given enough digits to differ", () => {
  const china = ruleNewsOf().measure;
  const hhi: Measure = { kind: "hhi", facet: "owner" };

  it.each<[string, Measure, number, number, string]>([
    ["one decimal", china, 0.253, 0.25, " 25.3% of supply"],
    ["three decimals", china, 0.250_02, 0.25, " 25.002% of supply"],
    ["a trace where nothing is tolerated", china, 0.000_000_4, 0, " 0.00004% of supply"],
    ["a value that whole percents would put below its limit", china, 0.254, 0.2515, " 25.4% of supply"],
    ["points", hhi, 1800.3, 1800, "HHI 1800.3, "],
    ["a hair above a share", china, 0.650_000_04, 0.65, " 65.000004% of supply"],
    ["a hair above a limit of points", hhi, 1800.000_04, 1800, "HHI 1800.00004, "],
  ])("%s", (_name, measure, value, limit, expected) => {
    expect(subjectOf({ measure, limit, ...at(value) })).toContain(expected);
  });

  it("an effective number", () => {
    const measure: Measure = { kind: "effective", facet: "owner" };
    const subject = subjectOf({ ...at(2.96), measure, side: "below", limit: 3 });
    expect(subject).toBe("[WARNING] AI: 2.96 equal owners in effect (minimum 3)");
  });

  it("and it stands on the same side of the limit as it does in truth", () => {
    const tenths = fc.integer({ min: 20, max: 980 });
    const step = fc.integer({ min: -20, max: 20 }).filter((by) => by !== 0);
    fc.assert(
      fc.property(tenths, step, (limitTenths, by) => {
        const [value, limit] = [(limitTenths + by) / 1000, limitTenths / 1000];
        const shown = /([\d.]+)% of supply .* \(limit ([\d.]+)%\)/.exec(subjectOf({ limit, ...at(value) }));
        expect(Math.sign(Number(shown?.[1]) - Number(shown?.[2]))).toBe(Math.sign(value - limit));
      }),
      cases(500),
    );
  });

  it("unless it is the limit", () => {
    const subject = subjectOf({ event: "resolved", level: "none", ...at(0.25) });
    expect(subject).toBe("[RESOLVED] AI: 25% of supply made in China (limit 25%)");
  });
});
