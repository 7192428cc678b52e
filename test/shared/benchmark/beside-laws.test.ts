import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Assessment } from "../../../shared/assessment/assessment.ts";
import type { Comparison } from "../../../shared/benchmark/compare.ts";
import type { Rule } from "../../../shared/policy/rule.ts";
import { assessmentBy, figuresFrom, goods, marketOf } from "../../support/beside.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";

type Row = [item: string, originCountry: string | null, dollars: number];

const country = fc.constantFrom("CN", "US", "JP", "KR");
const row = fc.tuple(
  fc.constantFrom("bess", "ups"),
  fc.option(country, { freq: 3 }),
  fc.integer({ min: 1, max: 900 }),
) satisfies fc.Arbitrary<Row>;
const rows = fc.array(row, { minLength: 1, maxLength: 8 });

const rules: Rule[] = [
  ruleOf({ id: "share", by: "item" }),
  ruleOf({ id: "hhi", by: "item", measure: { kind: "hhi", facet: "origin" }, above: { warning: 5000 } }),
  ruleOf({ id: "top", by: "item", measure: { kind: "top", facet: "origin", n: 2 } }),
  ruleOf({
    id: "effective",
    by: "item",
    measure: { kind: "effective", facet: "origin" },
    below: { warning: 2 },
  }),
];
const WHOLE = rules.map(({ by: _, ...rule }) => ({ ...rule, id: `whole-${rule.id}` }));
const market = marketOf({ rules: [...rules, ...WHOLE] });

/** What a rule finds in an assessment of its own. */
function found({ rules }: Assessment, { rule, group }: { rule: string; group: string | null }) {
  const finding = rules.find((one) => one.rule === rule && one.group === group);
  return finding?.observed;
}

describe("the figures of both", () => {
  it("are what the same rule finds in the compared items of each sector", () => {
    fc.assert(
      fc.property(rows, rows, (ours, theirs) => {
        const both = ["bess", "ups"].filter((item) =>
          [ours, theirs].every((all) => all.some(([one]) => one === item)),
        );
        fc.pre(both.length > 0);
        const policy = policyOf({ benchmark: { sector: "imports" }, rules: [...rules, ...WHOLE] });
        const { comparisons } = figuresFrom(policy, goods(...ours), goods(...theirs), market);
        const only = (all: Row[]) =>
          assessmentBy(market, goods(...all.filter(([item]) => both.includes(item))));
        const [here, there] = [only(ours), only(theirs)];
        expect(comparisons.flatMap(({ rules }) => rules)).toHaveLength(rules.length * (both.length + 1));
        for (const { rules, ours, theirs } of comparisons) {
          for (const rule of rules) {
            expect(ours.observed).toEqual(found(here, rule));
            expect(theirs.observed).toEqual(found(there, rule));
          }
        }
      }),
    );
  });

  it("hold, whatever the unknown origins are, when a country is left out", () => {
    const imported = policyOf({
      benchmark: { sector: "imports", originsExcept: ["US"] },
      rules: [...rules, ...WHOLE],
    });
    fc.assert(
      fc.property(rows, rows, fc.infiniteStream(country), (ours, theirs, answers) => {
        const beside = () => figuresFrom(imported, goods(...ours), goods(...theirs), market).comparisons;
        const known = ours.map(
          ([item, origin, dollars]): Row => [item, origin ?? answers.next().value, dollars],
        );
        const left = known.filter(([, origin]) => origin !== "US");
        fc.pre(ours.some(([item]) => theirs.some(([one]) => one === item)) && left.length > 0);
        for (const comparison of beside()) {
          const truth = truthOf(comparison, left);
          if (truth == null) continue;
          const { lower, upper } = comparison.ours.observed;
          expect(truth.lower).toBeGreaterThanOrEqual(lower - 1e-9);
          expect(truth.upper ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(
            (upper ?? Number.POSITIVE_INFINITY) + 1e-9,
          );
        }
      }),
    );
  });
});

/** What the first rule of a comparison finds where every origin is known. */
function truthOf({ rules: [rule], ours: { items } }: Comparison, rows: Row[]) {
  if (rule === undefined) return null;
  const assessment = assessmentBy(market, goods(...rows.filter(([item]) => items.includes(item))));
  return found(assessment, rule);
}
