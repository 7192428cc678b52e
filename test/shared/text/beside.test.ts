import { describe, expect, it } from "vitest";
import type { BesideFigures } from "../../../shared/benchmark/beside.ts";
import { lacks } from "../../../shared/benchmark/beside.ts";
import { besideLines, comparisonsFor } from "../../../shared/text/beside.ts";
import { explainRule } from "../../../shared/text/rule-explained.ts";
import { figuresFrom, goods } from "../../support/beside.ts";
import { AS_OF, policyOf, ruleOf } from "../../support/builders.ts";

const benchmark = { sector: "imports", items: { bess: "code-8507" }, source: "Customs" };
const TOLD = [{ rule: "china-origin", group: null }];
const OWN = { asOf: AS_OF, windowDays: 365, unit: "USD" } as const;
const OURS = goods(["bess", "CN", 57_000], ["bess", "JP", 33_000], ["bess", null, 10_000]);
const THEIRS = goods(["code-8507", "CN", 28_000_000], ["code-8507", "KR", 72_000_000]);

const figures = (overrides: Partial<BesideFigures> = {}) => ({
  ...figuresFrom(policyOf({ benchmark }), OURS, THEIRS),
  ...overrides,
});

describe("what stands beside a sector", () => {
  it("says of both what it is a share of, and of the benchmark on which days and from where", () => {
    expect(besideLines(figures(), OWN, TOLD, 3)).toEqual([
      "Made in China: 57.0 to 67.0 % of our bess (USD 100.0 k, last 365 days).",
      "Imports of the country: 28.0 % (code-8507: USD 100.0 M, 365 days to 31 Jul 2026).",
      "Source: Customs.",
    ]);
  });

  it("names an item once where it is the same in both, and what is left out", () => {
    const imported = policyOf({ benchmark: { sector: "imports", originsExcept: ["US"] } });
    const ours = [...OURS, ...goods(["bess", "US", 500_000])];
    expect(besideLines(figuresFrom(imported, ours, goods(["bess", "CN", 1])), OWN, TOLD, 3)).toEqual([
      "Made in China: 57.0 to 67.0 % of our bess made outside of the United States (USD 90.0 k to 100.0 k, last 365 days).",
      "Imports of the country: 100.0 % (USD 1, 365 days to 31 Jul 2026).",
    ]);
  });

  it("says what is wrong with the benchmark before anybody believes it", () => {
    const doubtful = figures({ illustrative: 0.5, asOf: "2026-07-01", stale: true, incomplete: true });
    expect(besideLines(doubtful, OWN, TOLD, 3).slice(2)).toEqual([
      "EXAMPLE DATA: 50.0 % of Imports of the country.",
      "Imports of the country: assessed as of 1 Jul 2026.",
      "Imports of the country: its newest data is older than its policy allows.",
      "Imports of the country: some of its data is missing.",
      "Source: Customs.",
    ]);
  });

  it("tells concentrations in points", () => {
    const rules = [ruleOf({ measure: { kind: "hhi", facet: "origin" }, above: { warning: 4000 } })];
    const beside = figuresFrom(policyOf({ benchmark, rules }), OURS, THEIRS);
    expect(besideLines(beside, OWN, TOLD, 3)[1]).toBe(
      "Imports of the country: HHI 5,968 (code-8507: USD 100.0 M, 365 days to 31 Jul 2026).",
    );
  });

  it("says nothing of rules that are not asked about", () => {
    expect(besideLines(figures(), OWN, [{ rule: "another", group: null }], 3)).toEqual([]);
    expect(comparisonsFor(figures(), [...TOLD, ...TOLD])).toHaveLength(1);
    expect(besideLines(figures(), OWN, TOLD, 0)).toEqual([]);
  });

  it.each(lacks)("says why there is nothing: %s", (lack) => {
    const nothing = { sector: "imports", title: "Imports\nof the country", lack };
    const [line, ...others] = besideLines(nothing, OWN, TOLD, 3);
    expect(others).toEqual([]);
    expect(line).toMatch(/^Not compared with Imports of the country: [a-z].+\.$/);
  });
});

describe("a rule in plain words, beside the market", () => {
  const explained = (rule: Parameters<typeof ruleOf>[0], more: object = {}) => {
    const policy = policyOf({ benchmark: { ...benchmark, ...more }, rules: [ruleOf(rule)] });
    const parts = policy.rules.flatMap((one) => explainRule(one, policy));
    return parts.find(({ heading }) => heading === "Beside the market")?.sentences;
  };

  it("says what is compared over which items, and from where", () => {
    expect(explained({}, { originsExcept: ["US"] })).toEqual([
      "The same is computed of imports, from its last assessment up to the day of the run.",
      "Compared are only: bess with code-8507.",
      "What is made in the United States is left out of both.",
      "Source: Customs.",
    ]);
    expect(explained({ measure: { kind: "direct", of: { countries: ["CN"] } } })?.[0]).toBe(
      "What is made in China stands beside the same of imports, from its last assessment up to the day of the run; who controls suppliers, and what stands behind them, is not known of a market.",
    );
    expect(explained({ by: "item" }, { items: undefined })?.[1]).toBe(
      "An item is compared with the item of the same name.",
    );
    expect(explained({}, { items: undefined })?.[1]).toBe("Compared are the items that both have.");
  });

  it.each<[Parameters<typeof ruleOf>[0], object, string]>([
    [
      { measure: { kind: "hhi", facet: "owner" }, above: { warning: 1000 } },
      {},
      "who sells, owns or controls is not known of a market",
    ],
    [{ measure: { kind: "loss", of: "owner" } }, {}, "what stands behind suppliers is not known of a market"],
    [
      { measure: { kind: "unknown", facet: "origin" } },
      {},
      "what is unknown tells about the records, not about a market",
    ],
    [{ by: "program" }, {}, "it does not know our programs"],
    [{}, { originsExcept: ["CN"] }, "its goods of a country that the rule names are left out"],
  ])("says why nothing is compared: %j", (rule, more, reason) => {
    expect(explained(rule, more)).toEqual([`Nothing is compared with imports: ${reason}.`]);
  });

  it("says nothing for a sector without a benchmark", () => {
    const policy = policyOf();
    expect(
      policy.rules.flatMap((rule) => explainRule(rule, policy)).map(({ heading }) => heading),
    ).not.toContain("Beside the market");
  });
});
