import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  controlledFromAny,
  directDependency,
  onList,
  shareOfCells,
} from "../../../shared/measures/counted-share.ts";
import type { Position } from "../../../shared/supply/position.ts";
import type { Scope } from "../../../shared/supply/scope.ts";
import type { Supplier, Suppliers } from "../../../shared/supply/supplier.ts";
import { positionsArbitrary, sectorScope, suppliersArbitrary, suppliersOf } from "../../support/builders.ts";
import { shareOf } from "../../support/plain-share.ts";
import { positionOf } from "../../support/samples.ts";

const COUNTRIES = ["CN", "KR"];

interface Supply {
  positions: Position[];
  suppliers: Suppliers;
}

/** Positions that are worth something, and who supplies them. */
const supplyArbitrary: fc.Arbitrary<Supply> = fc.record({
  positions: positionsArbitrary.map((some) => [...some, positionOf()]),
  suppliers: suppliersArbitrary,
});

const scopeArbitrary = supplyArbitrary.map(scopeOf);

describe("the direct dependency", () => {
  it("is certain of no less than what is made there", () => {
    fc.assert(
      fc.property(scopeArbitrary, (scope) => {
        const made = shareOf(scope.facets.origin, COUNTRIES).lower;
        expect(directDependency(scope, COUNTRIES).lower).toBeGreaterThanOrEqual(made);
      }),
    );
  });

  it("is certain of no less than what is controlled from there", () => {
    fc.assert(
      fc.property(scopeArbitrary, (scope) => {
        const controlled = shareOf(scope.facets.control, COUNTRIES).lower;
        expect(directDependency(scope, COUNTRIES).lower).toBeGreaterThanOrEqual(controlled);
      }),
    );
  });

  it("is certain of no more than what is made there and controlled from there together", () => {
    fc.assert(
      fc.property(scopeArbitrary, (scope) => {
        const controlled = shareOfCells(scope, controlledFromAny(COUNTRIES));
        const both = shareOf(scope.facets.origin, COUNTRIES).lower + controlled.lower;
        expect(directDependency(scope, COUNTRIES).lower).toBeLessThanOrEqual(both + 1e-12);
      }),
    );
  });

  it("may be no less than what may be made there or may be controlled from there", () => {
    fc.assert(
      fc.property(scopeArbitrary, (scope) => {
        const controlled = shareOfCells(scope, controlledFromAny(COUNTRIES));
        const either = Math.max(shareOf(scope.facets.origin, COUNTRIES).upper, controlled.upper);
        expect(directDependency(scope, COUNTRIES).upper).toBeGreaterThanOrEqual(either);
      }),
    );
  });

  it("grows with the set of countries", () => {
    fc.assert(
      fc.property(scopeArbitrary, (scope) => {
        const [few, more] = [directDependency(scope, ["CN"]), directDependency(scope, COUNTRIES)];
        expect(more.lower).toBeGreaterThanOrEqual(few.lower);
        expect(more.upper).toBeGreaterThanOrEqual(few.upper);
      }),
    );
  });
});

describe.each([
  ["the direct dependency", (scope: Scope) => directDependency(scope, COUNTRIES)],
  ["the share of a list", (scope: Scope) => shareOfCells(scope, onList("1260h"))],
])("%s", (_name, measure) => {
  it("lies between 0 and 1, and is never certain of more than is possible", () => {
    fc.assert(
      fc.property(scopeArbitrary, (scope) => {
        const { lower, upper } = measure(scope);
        expect([0, lower, upper, 1]).toEqual([0, lower, upper, 1].sort((a, b) => a - b));
      }),
    );
  });

  it("narrows when an unknown country of manufacture becomes known", () => {
    fc.assert(
      fc.property(supplyArbitrary, fc.constantFrom("CN", "JP"), ({ positions, suppliers }, country) => {
        const learned = positions.map((one) => ({ ...one, originCountry: one.originCountry ?? country }));
        const after = measure(scopeOf({ positions: learned, suppliers }));
        expectInside(after, measure(scopeOf({ positions, suppliers })));
      }),
    );
  });

  it("narrows when an unknown supplier becomes known", () => {
    fc.assert(
      fc.property(supplyArbitrary, fc.constantFrom("s0", "s1"), ({ positions, suppliers }, supplierId) => {
        const learned = positions.map((one) => ({ ...one, supplierId: one.supplierId ?? supplierId }));
        const after = measure(scopeOf({ positions: learned, suppliers }));
        expectInside(after, measure(scopeOf({ positions, suppliers })));
      }),
    );
  });

  it("narrows when an unknown stake turns out to be none, or a parent's missing row is found", () => {
    fc.assert(
      fc.property(supplyArbitrary, fc.constantFrom("CN", "JP", null), ({ positions, suppliers }, country) => {
        const rows = [...suppliers.values()].map((row) => ({ ...row, parentStake: row.parentStake ?? 0 }));
        const found: Supplier = { ...emptyRow, supplierId: "no-such-row", country, lists: ["1260h"] };
        const after = measure(scopeOf({ positions, suppliers: suppliersOf(...rows, found) }));
        expectInside(after, measure(scopeOf({ positions, suppliers })));
      }),
    );
  });
});

const emptyRow = { name: "Found", parentId: null, parentStake: null, inputs: null };

function scopeOf({ positions, suppliers }: Supply): Scope {
  return sectorScope(positions, suppliers);
}

function expectInside(after: { lower: number; upper: number }, before: { lower: number; upper: number }) {
  expect(after.lower).toBeGreaterThanOrEqual(before.lower);
  expect(after.upper).toBeLessThanOrEqual(before.upper);
}
