import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPolicies, readPolicy } from "../../../shared/policy/policies.ts";
import { runPolicyTests } from "../../../shared/policy-tests/run.ts";
import { publicLimits, type StarterChoices, starterOf } from "../../../shared/policy-tests/starter.ts";
import { countryCodes } from "../../../shared/values/country-code.ts";

const share = fc.integer({ min: 0, max: 9999 }).map((parts) => parts / 10_000);
const choices: fc.Arbitrary<StarterChoices> = fc.record({
  sector: fc.stringMatching(/^[a-z0-9]{1,20}(-[a-z0-9]{1,20}){0,3}$/),
  unit: fc.constantFrom("USD", "kWh"),
  limits: fc.record({
    ownerHhi: fc.integer({ min: 2, max: 9999 }),
    oneOwner: share,
    oneCountry: share,
    countries: share,
  }),
  countries: fc.uniqueArray(fc.constantFrom(...countryCodes), { maxLength: 249 }),
});

function differences({ policy, tests }: ReturnType<typeof starterOf>): string[] {
  const read = readPolicy(JSON.parse(JSON.stringify(policy)));
  return runPolicyTests("x.test.json", JSON.parse(JSON.stringify(tests)), new Map([[read.sector, read]]));
}

describe("a starter policy", () => {
  it("is a policy that passes its own tests, whatever was chosen", () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        expect(differences(starterOf(chosen))).toEqual([]);
      }),
    );
  });

  it("has a test of each rule, each of which fails for another limit", () => {
    const starter = starterOf({ sector: "grid", unit: "USD", limits: publicLimits, countries: ["CN"] });
    const { rules } = starter.policy;
    expect(starter.tests.tests).toMatchObject(rules.map(({ id }) => ({ rule: id })));
    for (const limits of [
      { ...publicLimits, ownerHhi: 9000 },
      { ...publicLimits, oneOwner: 0.9 },
      { ...publicLimits, oneCountry: 0.9 },
      { ...publicLimits, countries: 0.9 },
    ]) {
      const { policy } = starterOf({ sector: "grid", unit: "USD", limits, countries: ["CN"] });
      expect(differences({ policy, tests: starter.tests }).length).toBeGreaterThan(0);
    }
  });

  it("says which limits are public and which are its owner's", () => {
    const limits = { ...publicLimits, oneCountry: 0.5 };
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
