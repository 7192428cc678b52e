import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Measure } from "../../../shared/policy/measure.ts";
import type { Policy } from "../../../shared/policy/policy.ts";
import { readPolicy } from "../../../shared/policy/read-policy.ts";
import type { Position } from "../../../shared/supply/position.ts";
import type { Suppliers } from "../../../shared/supply/supplier.ts";
import {
  assessed,
  foldOf,
  policyOf,
  positionsArbitrary,
  ruleOf,
  suppliersArbitrary,
} from "../../support/builders.ts";

const measures: Measure[] = [
  { kind: "direct", of: { countries: ["CN"] } },
  { kind: "look-through", of: { countries: ["CN"] } },
  { kind: "loss", of: "country" },
  { kind: "hhi", facet: "control" },
  { kind: "hhi", facet: "origin" },
  { kind: "share", of: { list: "1260h" } },
];

function policyWith(change: object, ofEachRule: object = {}): Policy {
  const rules = measures.map((measure, at) => ({
    ...ruleOf({ id: `r${at}` }),
    measure,
    above: { warning: measure.kind === "hhi" ? 1000 : 0.2 },
    ...ofEachRule,
  }));
  return readPolicy({ ...policyOf(), ...change, rules });
}

function observed(positions: Position[], suppliers: Suppliers, policy: Policy) {
  return assessed({ fold: foldOf(positions), suppliers, policy }).assessment.rules.map(
    (rule) => rule.observed,
  );
}

describe("whatever the supply", () => {
  it("a country that counts as another measures as if all data named the other", () => {
    const renamed = (country: string | null) => (country === "KR" ? "CN" : country);
    fc.assert(
      fc.property(positionsArbitrary, suppliersArbitrary, (positions, suppliers) => {
        const asIfPositions = positions.map((row) => ({ ...row, originCountry: renamed(row.originCountry) }));
        const asIfSuppliers = new Map(
          [...suppliers].map(([id, row]) => [id, { ...row, country: renamed(row.country) }]),
        );
        const counted = observed(positions, suppliers, policyWith({ countAs: { KR: "CN" } }));
        expect(counted).toEqual(observed(asIfPositions, asIfSuppliers, policyWith({})));
      }),
    );
  });

  it("a rule with a stake of its own measures as if its policy had that stake", () => {
    const stakes = fc.constantFrom(0.25, 0.5, 0.51, 1);
    fc.assert(
      fc.property(
        positionsArbitrary,
        suppliersArbitrary,
        stakes,
        stakes,
        (positions, suppliers, own, all) => {
          const byRule = observed(
            positions,
            suppliers,
            policyWith({ controlStake: all }, { controlStake: own }),
          );
          expect(byRule).toEqual(observed(positions, suppliers, policyWith({ controlStake: own })));
        },
      ),
    );
  });
});
