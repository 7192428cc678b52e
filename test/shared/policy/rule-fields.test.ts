import { describe, expect, it } from "vitest";
import { simulate } from "../../../shared/assessment/simulation.ts";
import { composeSubject } from "../../../shared/bulletin/subject.ts";
import { levelOf } from "../../../shared/policy/level.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import { readPolicy } from "../../../shared/policy/read-policy.ts";
import { limitPhrase } from "../../../shared/text/limit.ts";
import {
  AS_OF,
  assessed,
  foldOf,
  policyOf,
  ruleNewsOf,
  ruleOf,
  simulationInputOf,
  suppliersOf,
} from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { asEmail, flat, runAll, tell } from "../bulletin/telling.ts";

describe("a limit that must not even be reached", () => {
  const rule = ruleOf({ above: { critical: 0.05, atLimit: true }, margin: 0.01 });
  const most = ruleOf({ below: { critical: 0.95, atLimit: true }, margin: 0.01 });
  const exactly = (value: number) => ({ lower: value, upper: value });

  it.each([
    ["is crossed at exactly 5 %", rule, 0.05, "critical"],
    ["is not crossed just below", rule, 0.0499999, "none"],
    ["is crossed at exactly 95 % from below", most, 0.95, "critical"],
    ["is not crossed just above", most, 0.9500001, "none"],
  ] as const)("%s", (_sentence, tried, value, level) => {
    expect(levelOf(tried, exactly(value))).toBe(level);
  });

  it("is crossed by a look-through whose last bits are off", () => {
    const measure: Measure = { kind: "look-through", of: { countries: ["CN"] } };
    const through = { ...rule, measure };
    expect(levelOf(through, exactly(0.05 - 1e-15))).toBe("critical");
  });

  it("is cleared by a value that is inside by exactly the margin", () => {
    expect(levelOf(rule, exactly(0.04), 0.01)).toBe("none");
    expect(levelOf(rule, exactly(0.0401), 0.01)).toBe("critical");
  });

  it("needs a margin, for at the limit there is no value that clears it", () => {
    const tried = { ...rule, margin: 0 };
    expect(() => readPolicy(policyWith(tried))).toThrow(
      'rule "china-origin": field "margin" is 0: must be more than 0: at the limit itself the rule is crossed',
    );
  });

  it("is told as what a value must stay under, or over", () => {
    expect(limitPhrase(rule.measure, 0.05, "above", true)).toBe("to stay under 5 %");
    expect(limitPhrase(rule.measure, 0.95, "below", true)).toBe("to stay over 95 %");
    const news = ruleNewsOf({ observed: exactly(0.05), limit: 0.05, level: "critical", atLimit: true });
    expect(composeSubject("AI", [news])).toBe("[CRITICAL] AI: 5% of supply made in China (to stay under 5%)");
  });

  it("is told so in the e-mail", () => {
    const supply = [
      positionOf({ originCountry: "CN", exposure: 5 }),
      positionOf({ originCountry: "JP", exposure: 95 }),
    ];
    const text = asEmail(tell({ positions: supply, suppliers: [], policy: policyOf({ rules: [rule] }) }));
    expect(text).toContain("Made in China: 5.0 % of supply.\n");
    expect(text).toContain("CRITICAL: it has to stay under 5 %. New");
  });
});

function policyWith(...rules: object[]) {
  return { ...policyOf(), rules };
}

describe("a rule whose time ends", () => {
  const thisYear = ruleOf({ id: "this-year", effectiveUntil: AS_OF });
  const nextYear = ruleOf({ id: "next-year", above: { critical: 0.2 }, effectiveFrom: AS_OF });
  const policy = policyOf({ rules: [thisYear, nextYear] });
  const positions = [
    positionOf({ originCountry: "CN", exposure: 30 }),
    positionOf({ originCountry: "JP", exposure: 70 }),
  ];
  const before = { asOf: "2026-07-24", positions, suppliers: [], policy };

  it("is closed on its day, beside the one that takes its place", () => {
    const text = asEmail(tell(before, { positions, suppliers: [], policy }));
    expect(flat(text)).toContain(
      "CLOSED Made in China: it is no longer watched. Limit 25 %. The rule is over. It was open since the first look (24 Jul 2026).",
    );
    expect(flat(text)).toContain("Made in China: 30.0 % of supply. USD 0.30 of 1");
    expect(text).toContain("CRITICAL: limit 20 %. New.");
    expect(text).not.toContain("IF NOTHING CHANGES");
  });

  it("raises nothing from that day on", () => {
    const only = policyOf({ rules: [thisYear] });
    const { bulletin } = runAll({ positions, suppliers: [], policy: only });
    expect(bulletin).toBeNull();
  });

  it("must begin before it ends", () => {
    const never = { ...ruleOf(), effectiveFrom: AS_OF, effectiveUntil: AS_OF };
    expect(() => readPolicy(policyWith(never))).toThrow(
      'rule "china-origin": field "effectiveUntil" is "2026-07-31": must be after effectiveFrom',
    );
  });
});

describe("a rule with a controlling stake of its own", () => {
  const suppliers = suppliersOf(
    supplierOf({ supplierId: "catl", country: "CN" }),
    supplierOf({ supplierId: "joint", country: "US", parentId: "catl", parentStake: 0.3 }),
  );
  const fold = foldOf([positionOf({ supplierId: "joint", originCountry: "US" })]);
  const measure = { kind: "share", of: { facet: "control", countries: ["CN"] } } as const;
  const observedBy = (controlStake?: number, kind: object = measure) => {
    const rule = { ...ruleOf(), measure: kind, ...(controlStake === undefined ? {} : { controlStake }) };
    const policy = readPolicy(policyWith(rule, ruleOf({ id: "other" })));
    return assessed({ fold, suppliers, policy }).assessment.rules[0]?.observed;
  };

  it("counts a parent from that stake on, the others from the policy's", () => {
    expect(observedBy()).toEqual({ lower: 0, upper: 0 });
    expect(observedBy(0.25)).toEqual({ lower: 1, upper: 1 });
    expect(observedBy(0.31)).toEqual({ lower: 0, upper: 0 });
  });

  it("measures what is lost by that stake too", () => {
    const loss = { kind: "loss", of: "country" };
    const joint = suppliersOf(
      supplierOf({ supplierId: "catl", country: "CN" }),
      supplierOf({ supplierId: "joint", country: "US", parentId: "catl", parentStake: 0.3 }),
      supplierOf({ supplierId: "panasonic", country: "JP" }),
    );
    const half = foldOf([
      positionOf({ supplierId: "joint", originCountry: "MX" }),
      positionOf({ supplierId: "catl", originCountry: "VN" }),
      positionOf({ supplierId: "panasonic", originCountry: "MY" }),
      positionOf({ supplierId: "panasonic", originCountry: "TH" }),
    ]);
    const observed = (controlStake: number) => {
      const policy = readPolicy(policyWith({ ...ruleOf(), measure: loss, controlStake }));
      return assessed({ fold: half, suppliers: joint, policy }).assessment.rules[0]?.observed?.lower;
    };
    expect(observed(0.25)).toBe(0.5);
  });

  it("names no holders by another stake than its own", () => {
    const policyBy = (stake: object) => readPolicy(policyWith({ ...ruleOf(), measure, ...stake }));
    const textBy = (stake: object) => {
      const positions = [
        positionOf({ supplierId: "joint", originCountry: "US", exposure: 60_00 }),
        positionOf({ supplierId: "catl", originCountry: "US", exposure: 40_00 }),
      ];
      return tell({ positions, suppliers: [...suppliers.values()], policy: policyBy(stake) }).text;
    };
    expect(textBy({})).toMatch(/^Controlled from China: 40\.0 % of supply\..*BIGGEST .*40\.0 % {2}China/s);
    expect(textBy({ controlStake: 0.25 })).toMatch(/^Controlled from China: 100\.0 % of supply/);
    expect(textBy({ controlStake: 0.25 })).not.toContain("40.0 %  China");
  });

  it("leaves the facets of the assessment to the policy's stake", () => {
    const policy = readPolicy(policyWith({ ...ruleOf(), controlStake: 0.25 }));
    const [scope] = assessed({ fold, suppliers, policy }).assessment.scopes;
    expect(scope).toMatchObject({ facets: { owner: { keys: [{ key: "joint" }] } } });
  });
});

describe("a country that counts as another", () => {
  const rule = ruleOf({ measure: { kind: "direct", of: { countries: ["CN"] } } });
  const suppliers = suppliersOf(
    supplierOf({ supplierId: "hk-trade", country: "HK" }),
    supplierOf({ supplierId: "panasonic", country: "JP" }),
  );
  const fold = foldOf([
    positionOf({ supplierId: "hk-trade", originCountry: "VN" }),
    positionOf({ supplierId: "panasonic", originCountry: "HK" }),
    positionOf({ supplierId: "panasonic", originCountry: "JP" }),
    positionOf({ supplierId: "panasonic", originCountry: "CN" }),
  ]);
  const apart = policyOf({ rules: [rule] });
  const together = readPolicy({ ...apart, countAs: { HK: "CN", MO: "CN" } });

  it.each([
    ["apart unless the policy says so", apart, 0.25],
    ["as it where the policy says so", together, 0.75],
  ])("counts %s", (_sentence, policy, share) => {
    const { rules } = assessed({ fold, suppliers, policy }).assessment;
    expect(rules[0]?.observed).toEqual({ lower: share, upper: share });
  });

  it("is one key with it in every facet", () => {
    const [scope] = assessed({ fold, suppliers, policy: together }).assessment.scopes;
    expect(scope).toMatchObject({
      facets: { origin: { keys: [{ key: "CN", share: 0.5 }, { key: "JP" }, { key: "VN" }] } },
    });
  });

  it("is simulated with it, and not alone", () => {
    const input = simulationInputOf({ policy: together, fold, suppliers });
    expect(simulate({ ...input, remove: { countries: ["CN"] } })).toMatchObject({
      scopes: [{ loss: { lower: 0.75 } }, expect.anything()],
    });
    expect(simulate({ ...input, remove: { countries: ["HK"] } })).toEqual({
      problem: { path: [], message: "HK counts as CN in ai: remove that" },
    });
  });

  it.each([
    [{ HK: "MO", MO: "CN" }, [rule], '"countAs.HK" is "MO": MO counts as CN itself'],
    [{ CN: "HK" }, [rule], 'rule "china-origin": field "measure": names CN, which counts as HK here'],
    [{ HK: "China" }, [rule], '"countAs.HK" is "China": must be a two-letter country code like CN'],
  ])("is refused as %j", (countAs, rules, problem) => {
    expect(() => readPolicy({ ...policyOf(), countAs, rules })).toThrow(problem);
  });
});
