import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attribute } from "../../shared/attribution.ts";
import { inflowByOwner } from "../../shared/inflow.ts";
import { inspectRemoval } from "../../shared/look-through.ts";
import { observe, type ScopeMeasure } from "../../shared/measure.ts";
import { type Part, partsOf } from "../../shared/part.ts";
import { removedSets, viewOf, worlds } from "../support/supply-worlds.ts";

const anyWorld = worlds({ cycles: true });

describe("the chains of a loss", () => {
  it("carry what their shares multiply to, and no more than is lost", () => {
    fc.assert(
      fc.property(anyWorld, removedSets, (world, set) => {
        const { sector, network } = viewOf(world);
        inspectRemoval([sector], set, network, (scope, _risk, loss) => {
          for (const { hops, item, exposure } of loss.chains) {
            const [first, last] = [hops[0], hops.at(-1)];
            const sold = scope.cells.filter(
              (cell) =>
                cell.supplierId === last?.supplier &&
                cell.item === item &&
                (first?.madeIn === null || cell.originCountry === first?.madeIn),
            );
            const share = hops.reduce((product, hop) => product * (hop.share ?? 1), 1);
            const total = sold.reduce((sum, cell) => sum + cell.exposure, 0);
            expect(exposure).toBeLessThanOrEqual(total * share + 1e-6);
            expect(exposure).toBeLessThanOrEqual(loss.lower * scope.total + 1e-6);
            expect(exposure).toBeGreaterThan(0);
          }
        });
      }),
    );
  });

  it("are there whenever something is certainly lost", () => {
    fc.assert(
      fc.property(anyWorld, removedSets, (world, set) => {
        const { sector, network } = viewOf(world);
        inspectRemoval([sector], set, network, (_scope, _risk, { lower, chains }) => {
          expect(chains.length > 0).toBe(lower > 0);
        });
      }),
    );
  });
});

describe("the owners that a loss comes through", () => {
  it("add up to it", () => {
    fc.assert(
      fc.property(anyWorld, removedSets, (world, set) => {
        const { sector, network } = viewOf(world);
        inspectRemoval([sector], set, network, (scope, risk, { lower }) => {
          const inflow = [...inflowByOwner(sector.cells, set, network, risk).values()];
          const sum = inflow.reduce((total, exposure) => total + exposure, 0);
          expect(sum / scope.total).toBeCloseTo(lower, 9);
        });
      }),
    );
  });
});

const measures: ScopeMeasure[] = [
  { kind: "hhi", facet: "origin" },
  { kind: "hhi", facet: "supplier" },
  { kind: "top", facet: "supplier", n: 3 },
  { kind: "direct", of: { countries: ["CN"] } },
  { kind: "share", of: { facet: "origin", countries: ["CN", "JP"] } },
  { kind: "share", of: { facet: "control", countries: ["CN"] } },
  { kind: "share", of: { owners: ["s1", "s2"] } },
  { kind: "share", of: { suppliers: ["s1"] } },
];

describe("the parts of a measure", () => {
  it.each(measures)("add up to its lower bound: %j", (measure) => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { sector } = viewOf(world);
        const sum = (partsOf(sector, measure) ?? []).reduce((total, { part }) => total + part, 0);
        expect(sum).toBeCloseTo(observe(sector, measure)?.lower ?? Number.NaN, 6);
      }),
    );
  });
});

const parts: fc.Arbitrary<Part[]> = fc
  .uniqueArray(
    fc.tuple(fc.constantFrom("a", "b", "c", "d", "e", "f", null), fc.double({ min: 0, max: 1, noNaN: true })),
    {
      selector: ([key]) => key,
    },
  )
  .map((all) => all.map(([key, part]) => ({ key, part, exposure: Math.round(part * 1000) })));

describe("an attribution", () => {
  it("adds up to the whole change, to the last bit", () => {
    fc.assert(
      fc.property(parts, parts, fc.integer({ min: 0, max: 7 }), (before, after, most) => {
        const { total, moves, others } = attribute(before, after, most);
        expect(moves.reduce((sum, { delta }) => sum + delta, 0) + others).toBe(total);
      }),
    );
  });

  it("names the largest moves, largest first", () => {
    fc.assert(
      fc.property(parts, parts, (before, after) => {
        const sizes = attribute(before, after, 3).moves.map(({ delta }) => Math.abs(delta));
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
      }),
    );
  });

  it("leaves nothing over when every move is named", () => {
    fc.assert(
      fc.property(parts, parts, (before, after) => {
        expect(Math.abs(attribute(before, after, 99).others)).toBeLessThan(1e-12);
      }),
    );
  });
});
