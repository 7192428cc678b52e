import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Observation } from "../../../shared/assessment/observation.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import { facets } from "../../../shared/supply/facet-totals.ts";
import type { Position } from "../../../shared/supply/position.ts";
import type { Suppliers } from "../../../shared/supply/supplier.ts";
import type { Interval } from "../../../shared/values/interval.ts";
import { assessed, foldOf, policyOf, ruleOf, suppliersOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { complete, GAPS } from "../../support/completions.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const concentrations = facets.flatMap((facet): Measure[] => [
  { kind: "hhi", facet },
  { kind: "effective", facet },
  { kind: "top", facet, n: 1 },
  { kind: "top", facet, n: 2 },
]);
const shares: Measure[] = [
  { kind: "share", of: { facet: "origin", countries: ["CN"] } },
  { kind: "share", of: { facet: "control", countries: ["CN"] } },
  { kind: "share", of: { suppliers: ["a", "b"] } },
  { kind: "share", of: { list: "1260h" } },
  { kind: "direct", of: { countries: ["CN"] } },
  { kind: "look-through", of: { countries: ["CN"] } },
  { kind: "look-through", of: { list: "1260h" } },
  { kind: "loss", of: "country" },
];
const unknowns = facets.map((facet): Measure => ({ kind: "unknown", facet }));
const measures = [...concentrations, ...shares];

function observations(positions: Position[], rows: Suppliers, some: Measure[]): Observation[] {
  const rules = some.map((measure, at) => {
    const warning = measure.kind === "hhi" ? 10_000 : 1;
    const limits = measure.kind === "effective" ? { below: { warning } } : { above: { warning } };
    return ruleOf({ id: `r${at}`, by: "program", measure, ...limits });
  });
  return assessed({
    fold: foldOf(positions),
    suppliers: rows,
    policy: policyOf({ rules, unmappedSuppliers: "safe" }),
  }).observations;
}

/** What each measure observes of program p. */
function observed(positions: Position[], rows: Suppliers, some: Measure[]): Interval[] {
  return observations(positions, rows, some).flatMap(({ group, observed }) =>
    group === "p" && observed !== null ? [observed] : [],
  );
}

const sales = fc.record({
  supplierId: fc.constantFrom("a", "b", "c", "d"),
  originCountry: fc.constantFrom("CN", "JP", "KR"),
  exposure: fc.integer({ min: 1, max: 5 }),
  program: fc.constantFrom("p", null, null),
});
const certain = positionOf({ supplierId: "a", originCountry: "CN", exposure: 3, program: "p" });
const known = suppliersOf(
  supplierOf({ supplierId: "a", country: "CN" }),
  supplierOf({ supplierId: "b", country: "JP", lists: ["1260h"] }),
  supplierOf({ supplierId: "c", country: "JP", parentId: "a", parentStake: 1 }),
  supplierOf({ supplierId: "d", country: "KR" }),
);

/** The positions with each of unknown program put into p or not, in every way. */
function* everyProgram(positions: Position[]): Generator<Position[]> {
  const open = positions.filter(({ program }) => program === null);
  for (let inside = 0; inside < 2 ** open.length; inside += 1) {
    yield positions.map((position) => {
      const at = open.indexOf(position);
      return at < 0 ? position : { ...position, program: (inside >> at) % 2 === 1 ? "p" : "q" };
    });
  }
}

describe("a rule by program, with positions of unknown program", () => {
  it("has its true value within its bounds, whatever else is unknown", () => {
    const gaps = fc.record({
      supplierId: fc.option(fc.constantFrom("a", "b", "c", "d")),
      originCountry: fc.option(fc.constantFrom("CN", "JP")),
      exposure: fc.integer({ min: 1, max: 5 }),
      program: fc.constantFrom("p", null, null),
    });
    const rows = ["a", "b", "c", "d"].map((supplierId) =>
      fc.option(
        fc
          .record({
            country: fc.option(fc.constantFrom("CN", "JP")),
            parentId: fc.option(fc.constantFrom("a", "b", "no-row")),
            parentStake: fc.option(fc.constantFrom(0, 1)),
          })
          .map((fields) => supplierOf({ supplierId, ...fields })),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(gaps.map(positionOf), { maxLength: 8 }),
        fc.tuple(...rows).map((all) => all.filter((row) => row !== null)),
        fc.infiniteStream(fc.nat({ max: 1000 })),
        (sold, rows, stream) => {
          const positions = [certain, ...sold];
          // Who is lost together with a country is a matter of the tiers: see look-through-laws.
          const some = measures.filter(({ kind }) => kind !== "loss");
          const bounds = observed(positions, suppliersOf(...rows), some);
          const full = complete({ positions, rows }, (ways) => stream.next().value % ways, GAPS);
          const truths = observed(full.positions, full.suppliers, some);
          for (const [at, measure] of some.entries()) {
            const [truth, bound] = [truths[at], bounds[at]];
            expect(JSON.stringify({ measure, truth, bound, isWithin: isWithin(truth, bound) })).toContain(
              "true",
            );
          }
        },
      ),
      cases(400),
    );
  });

  it("has the share whose key is not known within its bounds", () => {
    fc.assert(
      fc.property(fc.array(sales.map(positionOf), { maxLength: 5 }), (some) => {
        const positions = [certain, ...some, positionOf({ originCountry: null, supplierId: null })];
        const bounds = observed(positions, known, unknowns);
        for (const world of everyProgram(positions)) {
          const truths = observed(world, known, unknowns);
          for (const [at, truth] of truths.entries()) expect(isWithin(truth, bounds[at])).toBe(true);
        }
      }),
      cases(30),
    );
  });

  it("attains both bounds of a share and of a look-through, and the most concentrated ones", () => {
    fc.assert(
      fc.property(fc.array(sales.map(positionOf), { maxLength: 6 }), (some) => {
        const positions = [certain, ...some];
        const bounds = observed(positions, known, measures);
        const worlds = [...everyProgram(positions)].map((world) => observed(world, known, measures));
        for (const [at, measure] of measures.entries()) {
          const truths = worlds.map((world) => world[at]?.lower ?? Number.NaN);
          const [least, most] = [Math.min(...truths), Math.max(...truths)];
          const bound = bounds[at] ?? { lower: Number.NaN, upper: Number.NaN };
          const attained = { measure, lower: bound.lower, upper: bound.upper };
          // What dilutes most is a part of a position, and the worst loss is one loss at a time.
          if (measure.kind === "effective") attained.upper = most;
          else if (measure.kind === "hhi" || measure.kind === "top" || measure.kind === "loss") {
            attained.lower = least;
          }
          expect({ measure, lower: least, upper: most }).toEqual(attained);
        }
      }),
      cases(40),
    );
  });

  it("dilutes the largest two least where a third is as large: of 3, and 5 and 5 that may belong, 6 of 9", () => {
    const positions = [certain, ...["b", "c"].map((supplierId) => positionOf({ supplierId, exposure: 5 }))];
    const [top] = observed(positions, known, [{ kind: "top", facet: "supplier", n: 2 }]);
    expect(top).toEqual({ lower: 6 / 9, upper: 1 });
  });

  it("is as little concentrated as its bound says once positions are small enough", () => {
    // 4 of a is certain; 8 of b and 3 of a may belong: HHI is least where 4 of b do.
    const positions = [
      positionOf({ supplierId: "a", exposure: 4, program: "p" }),
      positionOf({ supplierId: "b", exposure: 8 }),
      positionOf({ supplierId: "a", exposure: 3 }),
    ];
    const some: Measure[] = [
      { kind: "hhi", facet: "supplier" },
      { kind: "effective", facet: "supplier" },
      { kind: "top", facet: "supplier", n: 1 },
    ];
    expect(observed(positions, known, some).map(({ lower, upper }) => [lower, upper])).toEqual([
      [5000, 10_000],
      [1, 2],
      [0.5, 1],
    ]);
  });
});

function isWithin(truth: Interval | undefined, bound: Interval | undefined): boolean {
  if (truth === undefined || bound === undefined) return false;
  const slack = 1e-12 * Math.max(1, Math.abs(truth.lower));
  return bound.lower <= truth.lower + slack && truth.upper <= bound.upper + slack;
}
