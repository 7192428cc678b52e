import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  effectiveNumber,
  herfindahl,
  topShare,
  unknownShare,
} from "../../../shared/measures/concentration.ts";
import { resolveOwnership } from "../../../shared/supply/ownership.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { programsOf } from "../../../shared/supply/scope.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { foldOf, sectorScope, suppliersOf, totalsOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const exactly = (value: number) => ({ lower: value, upper: value });

describe("the HHI", () => {
  it.each([
    ["30/30/20/20 is 2,600", { a: 30, b: 30, c: 20, d: 20 }, 2600],
    ["a monopoly is 10,000", { a: 7 }, 10_000],
    ["two equal halves are 5,000", { a: 1, b: 1 }, 5000],
    ["ten equal firms are 1,000", Object.fromEntries([..."abcdefghij"].map((key) => [key, 3])), 1000],
    ["an exposure of nothing changes nothing", { a: 30, b: 30, c: 20, d: 20, e: 0 }, 2600],
    ["three equal thirds are 3,333 and a third", { a: 1, b: 1, c: 1 }, 10_000 / 3],
  ])("of %s", (_sentence, known, points) => {
    expect(herfindahl(totalsOf(known))).toEqual(exactly(points));
  });

  it("is exact for exposures near 2^53", () => {
    const quarter = 2 ** 51 - 1;
    expect(herfindahl(totalsOf({ a: quarter, b: quarter, c: quarter, d: quarter }))).toEqual(exactly(2500));
  });
});

describe("a merger of two owners", () => {
  const market = { a: 30, b: 20, c: 15, d: 10, e: 8, f: 7, g: 5, h: 3, i: 2 };

  it("of 10 % and 8 % in a market of nine moves the HHI by exactly 2 x 10 x 8 points", () => {
    const { d, e, ...others } = market;
    const after = herfindahl(totalsOf({ ...others, d: d + e })).lower;
    expect(after - herfindahl(totalsOf(market)).lower).toBe(2 * 10 * 8);
  });

  it("moves it the same when one supplier's row gets the other as its parent", () => {
    const positions = Object.entries(market).map(([supplierId, exposure]) =>
      positionOf({ supplierId, exposure }),
    );
    const hhiWith = (parentId: string | null) => {
      const rows = Object.keys(market).map((supplierId) => supplierOf({ supplierId }));
      const acquired = supplierOf({ supplierId: "e", parentId, parentStake: 0.5 });
      return herfindahl(sectorScope(positions, suppliersOf(...rows, acquired)).facets.owner);
    };
    expect(hhiWith("d").lower - hhiWith(null).lower).toBe(160);
  });

  it("moves it by 2 x s_a x s_b whoever merges", () => {
    const nine = fc.array(fc.integer({ min: 1, max: 1_000_000_000 }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(nine, (exposures) => {
        const [a = 0, b = 0, ...others] = exposures;
        const before = totalsOf(Object.fromEntries(exposures.entries()));
        const after = totalsOf(Object.fromEntries([a + b, ...others].entries()));
        const [sA, sB] = [(100 * a) / before.total, (100 * b) / before.total];
        const moved = herfindahl(after).lower - herfindahl(before).lower;
        expect(Math.abs(moved - 2 * sA * sB)).toBeLessThan(1e-9);
      }),
    );
  });
});

describe("with 50 % of A, 30 % of B and 20 % unknown", () => {
  const totals = totalsOf({ a: 50, b: 30 }, 20);

  it("the HHI reaches from 50² + 30² to 70² + 30²", () => {
    expect(herfindahl(totals)).toEqual({ lower: 3400, upper: 5800 });
  });

  it("the effective number reaches from 10,000 / 5,800 to 10,000 / 3,400", () => {
    expect(effectiveNumber(totals)).toEqual({ lower: 10_000 / 5800, upper: 10_000 / 3400 });
  });

  it.each([
    [1, 0.5, 0.7],
    [2, 0.8, 1],
    [3, 0.8, 1],
  ])("the top %i hold from %d to %d", (n, lower, upper) => {
    expect(topShare(totals, n)).toEqual({ lower, upper });
  });

  it("the unknown share is known", () => {
    expect(unknownShare(totals)).toEqual(exactly(0.2));
  });
});

describe("of suppliers that are known, and their owners not", () => {
  const ten = Array.from({ length: 10 }, (_, at) => positionOf({ supplierId: `s${at}`, exposure: 10 }));
  const ownersOf = (positions: Position[], ...rows: Supplier[]) =>
    sectorScope(positions, suppliersOf(...rows)).facets.owner;

  it("ten of 10 % without rows each have one owner: the HHI is at least 1,000", () => {
    expect(herfindahl(ownersOf(ten))).toEqual({ lower: 1000, upper: 10_000 });
    expect(topShare(ownersOf(ten), 3)).toEqual({ lower: 0.3, upper: 1 });
    expect(effectiveNumber(ownersOf(ten))).toEqual({ lower: 1, upper: 10 });
  });

  it("a parent of unknown stake either owns or does not: nobody else does", () => {
    const positions = [50, 30, 20].map((exposure, at) => positionOf({ supplierId: `s${at}`, exposure }));
    const rows = [
      supplierOf({ supplierId: "s0" }),
      supplierOf({ supplierId: "s1" }),
      supplierOf({ supplierId: "s2", parentId: "s1", parentStake: null }),
    ];
    expect(herfindahl(ownersOf(positions, ...rows))).toEqual({ lower: 3800, upper: 5000 });
    expect(topShare(ownersOf(positions, ...rows), 1)).toEqual(exactly(0.5));
  });

  it("one without a row still owns what it owns", () => {
    const positions = [60, 20, 20].map((exposure, at) => positionOf({ supplierId: `s${at}`, exposure }));
    const rows = ["s1", "s2"].map((supplierId) =>
      supplierOf({ supplierId, parentId: "catl", parentStake: 1 }),
    );
    const owners = ownersOf(positions, supplierOf({ supplierId: "s0" }), ...rows);
    expect(herfindahl(owners)).toEqual({ lower: 5200, upper: 10_000 });
    expect(topShare(owners, 2)).toEqual(exactly(1));
  });

  it("a supplier that may be controlled from one of two countries makes one of them larger", () => {
    const rows = [
      supplierOf({ supplierId: "s0", country: "CN" }),
      supplierOf({ supplierId: "s1", country: "JP" }),
      supplierOf({ supplierId: "s2", country: "CN", parentId: "s1", parentStake: null }),
    ];
    const positions = [40, 40, 20].map((exposure, at) => positionOf({ supplierId: `s${at}`, exposure }));
    const { control } = sectorScope(positions, suppliersOf(...rows)).facets;
    expect(herfindahl(control)).toEqual(exactly(5200));
    expect(topShare(control, 1)).toEqual(exactly(0.6));
    expect(control.unknown).toBe(20);
  });

  it("one that may be controlled from either of the smaller countries makes neither the largest", () => {
    const rows = [
      supplierOf({ supplierId: "s0", country: "US" }),
      supplierOf({ supplierId: "s1", country: "CN" }),
      supplierOf({ supplierId: "s2", country: "JP" }),
      supplierOf({ supplierId: "s3", country: "JP", parentId: "s1", parentStake: null }),
    ];
    const positions = [60, 20, 10, 10].map((exposure, at) => positionOf({ supplierId: `s${at}`, exposure }));
    const { control } = sectorScope(positions, suppliersOf(...rows)).facets;
    // With Japan it is 60, 20 and 20; with China 60, 30 and 10.
    expect(herfindahl(control)).toEqual({ lower: 4400, upper: 4600 });
    expect(topShare(control, 1)).toEqual(exactly(0.6));
    expect(topShare(control, 2)).toEqual({ lower: 0.8, upper: 0.9 });
  });
});

describe("of a program that positions of unknown program may belong to", () => {
  const program = (certain: Position[], maybe: Position[], ...rows: Supplier[]) => {
    const positions = [
      ...certain.map((position) => ({ ...position, program: "p" })),
      ...maybe.map((position) => ({ ...position, program: null })),
    ];
    const ownership = resolveOwnership(suppliersOf(...rows), 0.5);
    const [scope] = programsOf(foldOf(positions), { ownership, nodeOf: new Map() });
    if (scope === undefined) throw new Error("no program");
    return scope.facets;
  };
  const by = (supplierId: string | null, exposure: number) => positionOf({ supplierId, exposure });

  it("the unknown share is least with all the known ones in it, and most with all the unknown ones", () => {
    const { supplier } = program([by("a", 80), by(null, 20)], [by("a", 50), by(null, 30)]);
    expect(unknownShare(supplier)).toEqual({ lower: 20 / 150, upper: 50 / 130 });
  });

  it("it is most concentrated with all that the largest may have in it", () => {
    const { supplier } = program([by("a", 60), by("b", 40)], [by("a", 100)]);
    // From 60 and 40 to 160 and 40.
    expect(herfindahl(supplier)).toEqual({ lower: 5200, upper: 6800 });
    expect(topShare(supplier, 1)).toEqual({ lower: 0.6, upper: 0.8 });
  });

  it("one who may be alone in it spreads it no further than one owner can", () => {
    const rows = ["a", "b"].map((supplierId) => supplierOf({ supplierId }));
    const { owner } = program([by("a", 50), by("b", 50)], [by("no-row", 50)], ...rows);
    // Thirds at the most: one owner holds all of it, whoever that is.
    expect(herfindahl(owner).lower).toBe(10_000 / 3);
    expect(topShare(owner, 1).lower).toBe(1 / 3);
    expect(effectiveNumber(owner).upper).toBe(3);
  });
});

describe("when nothing is known", () => {
  const totals = totalsOf({}, 100);

  it("the HHI may be anything", () => {
    expect(herfindahl(totals)).toEqual({ lower: 0, upper: 10_000 });
  });

  it("there may be one key or any number of them", () => {
    expect(effectiveNumber(totals)).toEqual({ lower: 1, upper: Number.POSITIVE_INFINITY });
  });

  it("the largest may hold nothing or everything", () => {
    expect(topShare(totals, 1)).toEqual({ lower: 0, upper: 1 });
  });
});

describe("when next to nothing is known", () => {
  it("the HHI keeps its digits: one dollar known of a billion is 1e-14 points", () => {
    const { lower } = herfindahl(totalsOf({ a: 1_00 }, 999_999_999_00));
    expect(lower / 1e-14).toBeCloseTo(1, 9);
  });

  it("the effective number has a bound all the same", () => {
    const { upper } = effectiveNumber(totalsOf({ a: 1 }, Number.MAX_SAFE_INTEGER - 1));
    expect(upper).toBeLessThan(Number.POSITIVE_INFINITY);
  });
});
