import { describe, expect, it } from "vitest";
import { besideOf } from "../../../shared/benchmark/beside.ts";
import type { Policy } from "../../../shared/policy/policy.ts";
import { assessmentBy, besideFrom, figuresFrom, goods, marketOf } from "../../support/beside.ts";
import { AS_OF, policyOf, ruleOf } from "../../support/builders.ts";

const benchmark = { sector: "imports" };
const policy = policyOf({ benchmark });
const OURS = goods(["bess", "CN", 57], ["bess", "JP", 43], ["lead", "CN", 900]);
const THEIRS = goods(["bess", "CN", 28], ["bess", "KR", 72], ["toys", "CN", 5000]);

describe("a sector beside its benchmark", () => {
  it("stands beside the same items alone: a share of each, with what it is a share of", () => {
    expect(figuresFrom(policy, OURS, THEIRS)).toMatchObject({
      sector: "imports",
      title: "Imports of the country",
      asOf: AS_OF,
      unit: "USD",
      windowDays: 365,
      stale: false,
      comparisons: [
        {
          rules: [{ rule: "china-origin", group: null }],
          ours: {
            items: ["bess"],
            exposure: { lower: 100, upper: 100 },
            observed: { lower: 0.57, upper: 0.57 },
          },
          theirs: {
            items: ["bess"],
            exposure: { lower: 100, upper: 100 },
            observed: { lower: 0.28, upper: 0.28 },
          },
        },
      ],
    });
  });

  it("stands beside the items that the policy names", () => {
    const named = policyOf({ benchmark: { ...benchmark, items: { lead: "toys", bess: "toys" } } });
    expect(figuresFrom(named, OURS, THEIRS).comparisons).toMatchObject([
      {
        ours: { items: ["lead", "bess"], observed: { lower: 0.957 } },
        theirs: { items: ["toys"], exposure: { upper: 5000 } },
      },
    ]);
  });

  it("gives a rule by item only the item that both have", () => {
    const byItem = policyOf({ benchmark, rules: [ruleOf({ by: "item" })] });
    expect(figuresFrom(byItem, OURS, THEIRS).comparisons.map(({ rules }) => rules)).toEqual([
      [{ rule: "china-origin", group: "bess" }],
    ]);
  });

  it("tells rules that ask the same once", () => {
    const of = { countries: ["CN"] };
    const rules = [
      ruleOf({ id: "through", measure: { kind: "look-through", of } }),
      ruleOf({ id: "direct", measure: { kind: "direct", of } }),
      ruleOf(),
    ];
    const { comparisons } = figuresFrom(policyOf({ benchmark, rules }), OURS, THEIRS);
    expect(comparisons.map(({ rules }) => rules.map(({ rule }) => rule))).toEqual([
      ["through", "direct", "china-origin"],
    ]);
  });

  it("leaves goods out that an import statistic does not hold, and keeps those of unknown origin in the range", () => {
    const imported = policyOf({ benchmark: { ...benchmark, originsExcept: ["US"] } });
    const ours = goods(["bess", "US", 900], ["bess", "CN", 57], ["bess", "JP", 33], ["bess", null, 10]);
    const [comparison] = figuresFrom(imported, ours, THEIRS).comparisons;
    expect(comparison?.ours).toMatchObject({
      exposure: { lower: 90, upper: 100 },
      observed: { lower: 0.57, upper: 0.67 },
    });
  });

  it("counts countries as the sector counts them", () => {
    const merged = policyOf({ benchmark, countAs: { HK: "CN" } });
    const theirs = goods(["bess", "HK", 30], ["bess", "CN", 20], ["bess", "KR", 50]);
    expect(figuresFrom(merged, OURS, theirs).comparisons[0]?.theirs.observed).toEqual({
      lower: 0.5,
      upper: 0.5,
    });
  });

  it("says when the newest data of the benchmark is too old on the day of the sector", () => {
    const market = marketOf({ staleAfterDays: 3 });
    expect(figuresFrom(policy, OURS, THEIRS, market).stale).toBe(true);
  });

  it.each<[string, Partial<Policy>["rules"]]>([
    ["owners", [ruleOf({ measure: { kind: "hhi", facet: "owner" }, above: { warning: 1000 } })]],
    ["a list", [ruleOf({ measure: { kind: "share", of: { list: "1260h" } } })]],
    ["owners through all tiers", [ruleOf({ measure: { kind: "look-through", of: { owners: ["catl"] } } })]],
    ["one removal", [ruleOf({ measure: { kind: "loss", of: "country" } })]],
    [
      "holders",
      [ruleOf({ measure: { kind: "influenced", of: { countries: ["CN"] }, single: 0.25, together: 0.4 } })],
    ],
    ["what is unknown", [ruleOf({ measure: { kind: "unknown", facet: "origin" } })]],
    ["programs", [ruleOf({ by: "program" })]],
  ])("compares nothing for a rule about %s", (_what, rules = []) => {
    expect(figuresFrom(policyOf({ benchmark, rules }), OURS, THEIRS).comparisons).toEqual([]);
  });
});

describe("nothing stands beside a sector", () => {
  it.each([
    ["never-assessed", policy, null, marketOf()],
    ["empty", policy, [], marketOf()],
    ["no-item", policy, goods(["toys", "CN", 1]), marketOf()],
    ["other-unit", policy, THEIRS, marketOf({ unit: "kWh" })],
    ["counted-otherwise", policy, THEIRS, marketOf({ countAs: { HK: "CN" } })],
  ] as const)("%s", (lack, own, theirs, market) => {
    expect(besideFrom(own, OURS, theirs && [...theirs], market)).toEqual({
      sector: "imports",
      title: "Imports of the country",
      lack,
    });
  });

  it("when the policy of the benchmark has changed since, or is not there", () => {
    const found = { assessment: assessmentBy(marketOf(), THEIRS), isUnreadable: false };
    const own = assessmentBy(policy, OURS);
    const by = { policies: new Map([["imports", marketOf()]]), hashOf: () => "another" };
    expect(besideOf(policy, own, found, by)).toMatchObject({ lack: "policy-changed" });
    expect(besideOf(policy, own, found, { ...by, policies: new Map() })).toEqual({
      sector: "imports",
      title: "imports",
      lack: "no-policy",
    });
    const hashOf = (one: Policy) => (one.sector === "imports" ? found.assessment.policyHash : "another");
    expect(besideOf(policy, own, found, { ...by, hashOf })).toMatchObject({ lack: "own-policy-changed" });
    const unreadable = { assessment: null, isUnreadable: true };
    expect(besideOf(policy, own, unreadable, by)).toMatchObject({ lack: "unreadable" });
    expect(besideOf(policyOf(), own, found, by)).toBeNull();
  });

  it("for a sector without exposure", () => {
    expect(figuresFrom(policy, [], THEIRS).comparisons).toEqual([]);
  });
});
