import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPolicies } from "../../../shared/policy/read-policies.ts";
import { readPolicy } from "../../../shared/policy/read-policy.ts";
import { runPolicyTests } from "../../../shared/policy-tests/run.ts";
import { type StarterChoices, starterOf } from "../../../shared/policy-tests/starter.ts";
import { type LevelLimits, publicLimits } from "../../../shared/policy-tests/starter-limits.ts";
import { countryCodes } from "../../../shared/values/country-code.ts";

/** One or two limits of a rule, or none. */
function limitsIn(values: fc.Arbitrary<number>): fc.Arbitrary<LevelLimits | null> {
  return fc.oneof(
    fc.constant(null),
    values.map((warning) => ({ warning })),
    values.map((critical) => ({ critical })),
    fc.uniqueArray(values, { minLength: 2, maxLength: 2 }).map((two) => {
      const [warning = 0, critical = 0] = two.sort((a, b) => a - b);
      return { warning, critical };
    }),
  );
}

const share = limitsIn(fc.integer({ min: 0, max: 9999 }).map((parts) => parts / 10_000));
const choices: fc.Arbitrary<StarterChoices> = fc.record({
  sector: fc.stringMatching(/^[a-z0-9]{1,20}(-[a-z0-9]{1,20}){0,3}$/),
  unit: fc.constantFrom("USD", "kWh"),
  limits: fc.record({
    ownerHhi: limitsIn(fc.integer({ min: 2, max: 9999 })),
    oneOwner: share,
    oneCountry: share,
    countries: share,
  }),
  countries: fc.uniqueArray(fc.constantFrom(...countryCodes), { maxLength: 249 }),
});

function isNotEmpty({ limits, countries }: StarterChoices): boolean {
  const { ownerHhi, oneOwner, oneCountry } = limits;
  return [ownerHhi, oneOwner, oneCountry, countries.length === 0 ? null : limits.countries].some(
    (limit) => limit !== null,
  );
}

function differences({ policy, tests }: ReturnType<typeof starterOf>): string[] {
  const read = readPolicy(JSON.parse(JSON.stringify(policy)));
  return runPolicyTests("x.test.json", JSON.parse(JSON.stringify(tests)), new Map([[read.sector, read]]));
}

describe("a starter policy", () => {
  it("is a policy that passes its own tests, whatever was chosen", () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        // A policy without a rule is refused.
        fc.pre(isNotEmpty(chosen));
        expect(differences(starterOf(chosen))).toEqual([]);
      }),
    );
  });

  it("has a test of each rule, each of which fails for another limit", () => {
    const starter = starterOf({ sector: "grid", unit: "USD", limits: publicLimits, countries: ["CN"] });
    const { rules } = starter.policy;
    expect(starter.tests.tests).toMatchObject(rules.map(({ id }) => ({ rule: id })));
    for (const limits of [
      { ...publicLimits, ownerHhi: { warning: 9000 } },
      { ...publicLimits, oneOwner: { critical: 0.3 } },
      { ...publicLimits, oneOwner: { warning: 0.9 } },
      { ...publicLimits, oneCountry: { critical: 0.9 } },
      { ...publicLimits, countries: { critical: 0.9 } },
    ]) {
      const { policy } = starterOf({ sector: "grid", unit: "USD", limits, countries: ["CN"] });
      expect(differences({ policy, tests: starter.tests }).length).toBeGreaterThan(0);
    }
  });

  it("says which limits are public and which are its owner's", () => {
    const limits = { ...publicLimits, oneCountry: { warning: 0.5, critical: 0.65 } };
    const { policy } = starterOf({ sector: "grid", unit: "USD", limits, countries: [] });
    const sources = Object.fromEntries(policy.rules.map(({ id, source }) => [id, source]));
    expect(sources).toMatchObject({
      "owner-concentration": "US DOJ and FTC, Merger Guidelines (2023), Guideline 1",
      "one-country":
        "Our own limit; the yardstick is Regulation (EU) 2024/1252 (Critical Raw Materials Act), Article 5",
    });
    const text = JSON.stringify(policy);
    expect(readPolicies([{ file: "grid.json", text }]).get("grid")).not.toHaveProperty("problem");
  });
});
