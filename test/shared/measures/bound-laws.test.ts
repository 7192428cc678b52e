import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScopeMeasure } from "../../../shared/policy/measure.ts";
import { facets } from "../../../shared/supply/facet-totals.ts";
import type { Scope } from "../../../shared/supply/scope.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import type { Interval } from "../../../shared/values/interval.ts";
import { sectorScope, suppliersOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import {
  complete,
  countCompletions,
  everyCompletion,
  GAPS,
  type Gaps,
  type PartlyKnown,
} from "../../support/completions.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { observe } from "../../support/scope-measures.ts";

const concentrations: ScopeMeasure[] = facets.flatMap((facet): ScopeMeasure[] => [
  { kind: "hhi", facet },
  { kind: "effective", facet },
  { kind: "top", facet, n: 1 },
  { kind: "top", facet, n: 2 },
]);
const shares: ScopeMeasure[] = [
  { kind: "share", of: { facet: "origin", countries: ["CN"] } },
  { kind: "share", of: { facet: "control", countries: ["CN"] } },
  { kind: "share", of: { suppliers: ["a", "b"] } },
  { kind: "share", of: { list: "1260h" } },
  { kind: "direct", of: { countries: ["CN"] } },
];
const ownedByA: ScopeMeasure = { kind: "share", of: { owners: ["a"] } };
const ownedByAOrC: ScopeMeasure = { kind: "share", of: { owners: ["a", "c"] } };
const measuresAndGaps: [string, ScopeMeasure[], Gaps][] = [
  ["concentrations", concentrations, { ...GAPS, list: null }],
  ["shares", shares, GAPS],
  ["the share of an owner", [ownedByA], { ...GAPS, owners: ["a"] }],
  ["the share of two owners", [ownedByAOrC], { ...GAPS, owners: ["a", "c"] }],
];

// More take too long.
const MOST_COMPLETIONS = 1500;

const ids = ["a", "b", "c", "d", "e"];
const country = fc.option(fc.constantFrom("CN", "JP"));

interface Kind {
  suppliers: number;
  positions: number;
  /** Positions without a supplier or an origin: they may be spread over more keys than a completion can list. */
  isLoose: boolean;
  /** Whether suppliers may own each other in a ring, possibly. */
  hasRings: boolean;
  /** Whom a rule names: they are owned by nobody, where they have a row. */
  owners: string[];
}

function rowArbitrary(supplierId: string, parents: string[]): fc.Arbitrary<Supplier | null> {
  return fc.option(
    fc
      .record({
        country,
        parentId: fc.option(fc.constantFrom(...parents, "no-row")),
        parentStake: fc.option(fc.constantFrom(0, 1)),
        lists: fc.subarray(["1260h"]),
      })
      .map((fields) => supplierOf({ supplierId, ...fields })),
    { freq: 4 },
  );
}

function worlds({ suppliers, positions, isLoose, hasRings, owners }: Kind): fc.Arbitrary<PartlyKnown> {
  const some = ids.slice(0, suppliers);
  const supplierId = fc.constantFrom(...some);
  const rows = some.map((id, at) => rowArbitrary(id, hasRings ? some : some.slice(at + 1)));
  return fc.record({
    rows: fc
      .tuple(...rows)
      .map((all) => all.filter((row) => row !== null).map((row) => ({ ...row, ...owning(row, owners) }))),
    positions: fc.array(
      fc
        .record({
          supplierId: isLoose ? fc.option(supplierId) : supplierId,
          originCountry: isLoose ? country : fc.constantFrom("CN", "JP"),
          exposure: fc.integer({ min: 1, max: 5 }),
          program: fc.constant("p"),
        })
        .map(positionOf),
      { minLength: 1, maxLength: positions },
    ),
  });
}

const ANY = { suppliers: 5, positions: 7, isLoose: true, hasRings: true };
const SMALL = { suppliers: 3, positions: 4, isLoose: false, hasRings: false };

function owning({ supplierId }: Supplier, owners: string[]): Partial<Supplier> {
  return owners.includes(supplierId) ? { parentId: null, parentStake: null } : {};
}

const choices = fc.infiniteStream(fc.nat({ max: 1000 }));

function observed(scope: Scope, measure: ScopeMeasure): Interval {
  const interval = observe(scope, measure);
  if (interval === null) throw new Error("there is exposure");
  return interval;
}

function scopeOf({ positions, rows }: PartlyKnown): Scope {
  return sectorScope(positions, suppliersOf(...rows));
}

describe.each(measuresAndGaps)("%s", (_name, measures, gaps) => {
  it("lie within their bounds whatever the unknown turns out to be", () => {
    fc.assert(
      fc.property(worlds({ ...ANY, owners: gaps.owners }), choices, (world, stream) => {
        const before = scopeOf(world);
        const { positions, suppliers } = complete(world, (ways) => stream.next().value % ways, gaps);
        const after = sectorScope(positions, suppliers);
        for (const measure of measures) {
          const truth = observed(after, measure);
          expect(truth.lower).toBe(truth.upper);
          expect({ measure, ...truth }).toSatisfy(within(observed(before, measure)));
        }
      }),
      cases(1000),
    );
  });

  it("attain both bounds in some completion of a small world", () => {
    fc.assert(
      fc.property(worlds({ ...SMALL, owners: gaps.owners }), (world) => {
        fc.pre(countCompletions(world, gaps) <= MOST_COMPLETIONS);
        const before = scopeOf(world);
        const reached = measures.map(() => ({ lower: Number.POSITIVE_INFINITY, upper: 0 }));
        for (const { positions, suppliers } of everyCompletion(world, gaps)) {
          const after = sectorScope(positions, suppliers);
          for (const [at, measure] of measures.entries()) {
            const { lower, upper } = reached[at] ?? { lower: 0, upper: 0 };
            const truth = observed(after, measure);
            reached[at] = { lower: Math.min(lower, truth.lower), upper: Math.max(upper, truth.upper) };
          }
        }
        for (const [at, measure] of measures.entries()) {
          expect({ measure, ...reached[at] }).toEqual({ measure, ...observed(before, measure) });
        }
      }),
      cases(40),
    );
  });
});

describe("more suppliers of unknown stake than a search can try", () => {
  it("have their concentration within its bounds whoever controls them", () => {
    // Twelve countries, an owner with a row in each, and sixteen suppliers that one of these may control.
    const countries = ["CN", "JP", "KR", "US", "DE", "FR", "PL", "HU", "IN", "VN", "MY", "SE"];
    const owners = countries.map((country) => supplierOf({ supplierId: `of-${country}`, country }));
    const among = fc.constantFrom(...countries);
    const supplier = fc.record({ own: among, parent: among, exposure: fc.integer({ min: 1, max: 99 }) });
    fc.assert(
      fc.property(
        fc.array(supplier, { minLength: 16, maxLength: 16 }),
        fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 12, maxLength: 12 }),
        fc.infiniteStream(fc.nat({ max: 1000 })),
        (suppliers, sold, stream) => {
          const rows = suppliers.map(({ own, parent }, at) =>
            supplierOf({ supplierId: `s${at}`, country: own, parentId: `of-${parent}`, parentStake: null }),
          );
          const positions = [
            ...suppliers.map(({ exposure }, at) => positionOf({ supplierId: `s${at}`, exposure })),
            ...sold.map((exposure, at) => positionOf({ supplierId: `of-${countries[at]}`, exposure })),
          ];
          const world = { positions, rows: [...owners, ...rows] };
          const before = scopeOf(world);
          const after = complete(world, (ways) => stream.next().value % ways);
          for (const measure of concentrations) {
            const truth = observed(sectorScope(after.positions, after.suppliers), measure);
            expect({ measure, ...truth }).toSatisfy(within(observed(before, measure)));
          }
        },
      ),
      cases(30),
    );
  });
});

function within(bounds: Interval): (truth: Interval) => boolean {
  return ({ lower, upper }) => bounds.lower <= lower && upper <= bounds.upper;
}
