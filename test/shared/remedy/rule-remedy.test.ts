import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScopeMeasure } from "../../../shared/policy/measure.ts";
import type { Move, NoMove, Target } from "../../../shared/remedy/remedy.ts";
import { moveFromLookThrough } from "../../../shared/remedy/rule-remedy.ts";
import { cases } from "../../support/cases.ts";
import { sum } from "../../support/plain-remedy.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { moveInScope } from "../../support/scope-measures.ts";
import { viewOf } from "../../support/supply-worlds.ts";

const atMost = (limit: number): Target => ({
  side: "above",
  limit,
  isInside: (value) => value <= limit,
  growth: 2,
});
const atLeast = (limit: number): Target => ({
  side: "below",
  limit,
  isInside: (value) => value >= limit,
  growth: 2,
});

/** Who sells how much: known owners, sellers of whom nobody knows the owner, and goods of which nobody knows the seller. */
interface Sold {
  known: number[];
  ofUnknownOwner?: number[];
  ofUnknownSeller?: number;
}

function scopeOf({ known, ofUnknownOwner = [], ofUnknownSeller = 0 }: Sold) {
  const sells = (supplierId: string | null, exposure: number) =>
    positionOf({ positionId: `of-${supplierId}`, supplierId, originCountry: null, exposure });
  const positions = [
    ...known.map((exposure, at) => sells(`k${at}`, exposure)),
    ...ofUnknownOwner.map((exposure, at) => sells(`no-row-${at}`, exposure)),
    ...(ofUnknownSeller > 0 ? [sells(null, ofUnknownSeller)] : []),
  ];
  const suppliers = known.map((_, at) => supplierOf({ supplierId: `k${at}` }));
  return viewOf({ positions, suppliers, links: [] }).sector;
}

function isMove(move: Move | NoMove | null): move is Move {
  return move !== null && !("none" in move);
}

describe("what moving supply can change", () => {
  const scope = scopeOf({ known: [60, 40] });

  it.each<[string, ScopeMeasure, Target, number, Target]>([
    ["an HHI that is too high", { kind: "hhi", facet: "owner" }, atMost(4000), 12, atLeast(6000)],
    [
      "a largest owner that is too large",
      { kind: "top", facet: "owner", n: 1 },
      atMost(0.3),
      40,
      atLeast(0.7),
    ],
    ["too few effective owners", { kind: "effective", facet: "owner" }, atLeast(3), 19, atMost(1.5)],
  ])("is %s, and not the opposite", (_what, measure, target, exposure, opposite) => {
    expect(moveInScope(scope, measure, target)).toMatchObject({ exposure });
    expect(moveInScope(scope, measure, opposite)).toBeNull();
  });

  it("is not how much is unknown", () => {
    const unknown: ScopeMeasure = { kind: "unknown", facet: "owner" };
    const half = scopeOf({ known: [50], ofUnknownOwner: [50] });
    expect(moveInScope(half, unknown, atMost(0.1))).toBeNull();
    expect(moveInScope(half, unknown, atLeast(0.9))).toBeNull();
  });

  it("is a share that is too high or too low", () => {
    const measure: ScopeMeasure = { kind: "share", of: { owners: ["k0"] } };
    expect(moveInScope(scope, measure, atMost(0.5))).toMatchObject({ exposure: 10, givers: [{ key: "k0" }] });
    expect(moveInScope(scope, measure, atLeast(0.7))).toMatchObject({
      exposure: 10,
      givers: [{ key: "k1" }],
    });
  });

  it("is a look-through that is too high, and never one that is too low", () => {
    const risk = () => ({ lower: 1, upper: 1 });
    expect(moveFromLookThrough(scope, risk, atMost(0.5))).toMatchObject({ exposure: 50 });
    expect(moveFromLookThrough(scope, risk, atLeast(2))).toBeNull();
  });

  it("is nothing where nobody certainly holds anything: any number of owners is possible", () => {
    const nobody = scopeOf({ known: [], ofUnknownSeller: 10 });
    expect(moveInScope(nobody, { kind: "effective", facet: "owner" }, atLeast(3))).toMatchObject({
      exposure: 0,
    });
  });
});

describe("whether a move clears what is possible as well", () => {
  const sold = fc.record({
    known: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 3 }),
    ofUnknownOwner: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 2 }),
    ofUnknownSeller: fc.nat({ max: 4 }),
  });

  /** What each known one still holds, the largest first, and what may be anybody's. */
  function leftAfter({ givers }: Move, { known, ofUnknownOwner = [], ofUnknownSeller = 0 }: Required<Sold>) {
    const given = (key: string | null) =>
      sum(givers.filter((giver) => giver.key === key).map(({ exposure }) => exposure));
    const left = known.map((exposure, at) => exposure - given(`k${at}`)).sort((a, b) => b - a);
    return { left, anyones: sum(ofUnknownOwner) + ofUnknownSeller - given(null) };
  }
  const mostSquares = (left: number[], anyones: number) =>
    sum(left.map((own, at) => (own + (at === 0 ? anyones : 0)) ** 2)) +
    (left.length === 0 ? anyones ** 2 : 0);

  it("is that an HHI stays inside when the largest owner also has all that is not known", () => {
    fc.assert(
      fc.property(sold, fc.integer({ min: 50, max: 9000 }), (own, limit) => {
        const scope = scopeOf(own);
        fc.pre(scope.total > 0);
        const move = moveInScope(scope, { kind: "hhi", facet: "owner" }, atMost(limit));
        fc.pre(isMove(move));
        const { left, anyones } = leftAfter(move, own);
        expect(move.clearsPossible).toBe(mostSquares(left, anyones) * 10_000 <= limit * scope.total ** 2);
      }),
      cases(300),
    );
  });

  it("is that the effective number of owners stays inside then", () => {
    fc.assert(
      fc.property(sold, fc.integer({ min: 2, max: 30 }), (own, limit) => {
        const scope = scopeOf(own);
        fc.pre(scope.total > 0);
        const move = moveInScope(scope, { kind: "effective", facet: "owner" }, atLeast(limit));
        fc.pre(isMove(move));
        const { left, anyones } = leftAfter(move, own);
        expect(move.clearsPossible).toBe(scope.total ** 2 >= limit * mostSquares(left, anyones));
      }),
      cases(300),
    );
  });

  it("is that the largest owners stay inside then", () => {
    fc.assert(
      fc.property(sold, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 99 }), (own, n, limit) => {
        const scope = scopeOf(own);
        fc.pre(scope.total > 0);
        const move = moveInScope(scope, { kind: "top", facet: "owner", n }, atMost(limit / 100));
        fc.pre(isMove(move));
        const { left, anyones } = leftAfter(move, own);
        const most = sum(left.slice(0, n)) + anyones;
        expect(move.clearsPossible).toBe(most / scope.total <= limit / 100);
      }),
      cases(300),
    );
  });

  // Each may be its own or its parent's, and nobody else's.
  const mayBeOf = (supplierId: string) => [
    supplierOf({ supplierId, parentId: `parent-of-${supplierId}`, parentStake: null }),
    supplierOf({ supplierId: `parent-of-${supplierId}` }),
  ];

  it.each([
    ["one group, not of the one before it by name", { a: 20, x: 60 }, 1430, 30],
    ["one group, not of the one after it by name", { x: 20, a: 60 }, 1430, 30],
    ["two groups", { a: 50, x: 60 }, 1960, 50],
  ])("looks at what is left of what it took from %s", (_which, held, squares, exposure) => {
    const sold = Object.entries({ ...held, known: 10 });
    const { sector } = viewOf({
      positions: sold.map(([supplierId, own]) => {
        return positionOf({ positionId: supplierId, supplierId, exposure: own });
      }),
      suppliers: [supplierOf({ supplierId: "known" }), ...Object.keys(held).flatMap(mayBeOf)],
      links: [],
    });
    // The larger come down to 30: 30² of each that gave, the squares of the others, and a new one of 1 for each unit.
    const limit = (squares / sector.total ** 2) * 10_000;
    const move = moveInScope(sector, { kind: "hhi", facet: "owner" }, atMost(limit));
    expect(move).toMatchObject({ exposure, givers: [{ key: null, exposure }], clearsPossible: true });
  });
});
