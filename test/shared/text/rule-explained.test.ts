import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Measure, measureSchema } from "../../../shared/policy/measure.ts";
import { readPolicy } from "../../../shared/policy/read-policy.ts";
import { runPolicyTests } from "../../../shared/policy-tests/run.ts";
import { explainMeasure } from "../../../shared/text/measure-explained.ts";
import { explainRule } from "../../../shared/text/rule-explained.ts";

const base = { sector: "grid", label: "Grid", title: "Grid", unit: "USD" };
const share: Measure = { kind: "share", of: { facet: "origin", countries: ["CN"] } };
const policyWith = (rule: object, more: object = {}) =>
  readPolicy({
    ...base,
    ...more,
    rules: [{ id: "r", title: "R", measure: share, why: "because", source: "us", ...rule }],
  });

function explained(rule: object, more: object = {}): string {
  const policy = policyWith(rule, more);
  const [first] = policy.rules;
  if (first === undefined) throw new Error("no rule");
  return explainRule(first, policy)
    .flatMap(({ sentences }) => sentences)
    .join("\n");
}

describe("a measure in plain words", () => {
  it.each<[Measure, string]>([
    [{ kind: "top", facet: "origin", n: 1 }, "The share of the largest country of manufacture."],
    [{ kind: "top", facet: "owner", n: 3 }, "The shares of the 3 largest owners, added up."],
    [{ kind: "unknown", facet: "owner" }, "The share whose owner is not known for certain."],
    [share, "The share made in China."],
    [
      { kind: "share", of: { facet: "control", countries: ["CN", "RU", "IR"] } },
      "The share sold by suppliers whose owner is in China, Russia or Iran.",
    ],
    [{ kind: "share", of: { suppliers: ["catl", "byd"] } }, "The share sold by catl or byd."],
    [
      { kind: "share", of: { list: "ndaa-154" } },
      "The share sold by suppliers on the NDAA-154 list, or controlled by a company on it.",
    ],
    [
      { kind: "direct", of: { countries: ["CN"] } },
      "The share that is made in China, or sold by a supplier whose owner is there.",
    ],
    [
      { kind: "look-through", of: { owners: ["catl"] } },
      "The share that is no longer delivered if nothing comes from catl any more: what it sells, or companies that it controls, and what needs an input of any of these, through all tiers. A supplier is held up by the input of which most is lost.",
    ],
    [
      { kind: "change", of: share, days: 90 },
      "By how much a measure changed in 90 days. The measure: the share made in China.",
    ],
  ])("%j", (measure, sentence) => {
    expect(explainMeasure(measureSchema.parse(measure))).toBe(sentence);
  });
});

describe("a rule in plain words", () => {
  it("says what is assumed, for the sector or the rule", () => {
    const measure = { kind: "loss", of: "owner" };
    const more = { controlStake: 0.5, unmappedSuppliers: "safe", staleAfterDays: 92, countAs: { HK: "CN" } };
    const text = explained({ measure, above: { warning: 0.3 }, controlStake: 0.25, by: "item" }, more);
    for (const sentence of [
      "A parent controls a supplier from a stake of 25 %.",
      "A supplier that declared no inputs counts as safe.",
      "Countries that count as others: HK as CN.",
      "exposure in USD of each item, with an alert for each",
      "When the newest position is more than 92 days old, these days end 92 days after it.",
      "There are no reminders.",
    ])
      expect(text).toContain(sentence);
  });

  it("says when it is in force, and on how many runs it waits", () => {
    const days = { effectiveFrom: "2027-10-01", effectiveUntil: "2028-01-01" };
    const text = explained({ above: { critical: 0 }, for: 2, keep: 3, possible: "quiet", ...days });
    for (const sentence of [
      "critical: what is certain is more than 0 %.",
      "possible: only what is possible is more than 0 %. That alone sends no message.",
      "2 runs in a row that find one of these raise an alert",
      "it is over when even what is possible is 0 % or less; on 3 runs in a row",
      "It is in force from 2027-10-01: before, it is announced and raises nothing.",
      "It ends on 2028-01-01: from then on it raises nothing.",
    ])
      expect(text).toContain(sentence);
  });

  it.each([
    [{ by: "item" }, "While an item certainly has less than USD 2.5 M, it raises nothing"],
    [{ by: "program" }, "While a program certainly has less than USD 2.5 M, it raises nothing"],
    [{}, "While the sector certainly has less than USD 2.5 M, it raises nothing"],
  ])("says what the floor of a rule is of: %j", (by, sentence) => {
    const text = explained({ ...by, atLeast: 2_500_000, above: { warning: 0.3 } });
    expect(text).toContain(`${sentence}, and an alert that is open is closed.`);
    expect(explained({ ...by, above: { warning: 0.3 } })).not.toContain("raises nothing");
  });

  it("gives the very values at which an alert is raised and over", () => {
    const rules = fc.record({
      side: fc.constantFrom("above", "below"),
      limit: fc.integer({ min: 2000, max: 8000 }),
      margin: fc.integer({ min: 1, max: 1000 }),
      atLimit: fc.boolean(),
    });
    fc.assert(
      fc.property(rules, ({ side, limit, margin, atLimit }) => {
        const limits = { critical: limit / 10_000, ...(atLimit ? { atLimit: true } : {}) };
        const rule = { [side]: limits, margin: margin / 10_000 };
        const text = explained(rule);
        const [, raised, how] =
          /critical: what is certain is (?:more than |less than )?([\d.]+) %( or )?/.exec(text) ?? [];
        const [, over] = /it is over when even what is possible is ([\d.]+) % or/.exec(text) ?? [];
        const [at, end] = [Number(raised) / 100, Number(over) / 100];
        const step = side === "above" ? 0.00001 : -0.00001;
        const tidy = (value: number) => Number(value.toFixed(8));
        const isAt = how !== undefined;
        const runs = [
          { asOf: "2026-01-01", observed: tidy(isAt ? at - step : at), expect: "nothing" },
          { asOf: "2026-01-02", observed: tidy(isAt ? at : at + step), expect: "raised critical" },
          { asOf: "2026-01-03", observed: tidy(end + step), expect: "nothing" },
          { asOf: "2026-01-04", observed: tidy(end), expect: "resolved" },
        ];
        const tests = { policy: "grid", tests: [{ name: "t", rule: "r", runs }] };
        expect(runPolicyTests("x", tests, new Map([["grid", policyWith(rule)]]))).toEqual([]);
      }),
    );
  });
});
