import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createNetwork } from "../../../shared/look-through/network.ts";
import { type Ranking, type Removal, removalKinds } from "../../../shared/look-through/removal.ts";
import { rankRemovals } from "../../../shared/look-through/removal-ranking.ts";
import type { Link } from "../../../shared/supply/link.ts";
import { resolveOwnership } from "../../../shared/supply/ownership.ts";
import { programsOf, scopesOf } from "../../../shared/supply/scope.ts";
import { foldOf, suppliersOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { plainRanking } from "../../support/plain-ranking.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

// So many suppliers that most removals of a kind are neither listed nor solved.
const SIZE = 240;
const KINDS = removalKinds;

interface Drawn {
  /** Where each supplier stands, and who may own it with which stake. */
  suppliers: {
    country: string | null;
    parent: number | null;
    stake: number | null;
    isKnown: boolean;
    plant: readonly string[] | null;
  }[];
  links: {
    from: number;
    to: number;
    isBack: boolean;
    input: string;
    tenths: number;
    origin: string | null;
    plant: string | null;
  }[];
  sales: {
    seller: number | null;
    origin: string | null;
    item: string;
    program: string | null;
    exposure: number;
  }[];
  unmapped: "safe" | "unknown";
}

const node = fc.integer({ min: 0, max: SIZE - 1 });
const country = fc.constantFrom("CN", "JP", "US", "KR", null);
// So many that most are neither listed nor solved.
const plant = fc.integer({ min: 0, max: 150 }).map((at) => `plant-${at}`);
const drawn: fc.Arbitrary<Drawn> = fc.record({
  suppliers: fc.array(
    fc.record({
      country,
      parent: fc.option(fc.integer({ min: 0, max: SIZE + 20 }), { freq: 1 }),
      stake: fc.constantFrom(1, 0.6, 0.2, 0.2, null),
      isKnown: fc.integer({ min: 0, max: 9 }).map((one) => one > 1),
      plant: fc.option(fc.uniqueArray(plant, { maxLength: 2 }), { freq: 8 }),
    }),
    { minLength: SIZE, maxLength: SIZE },
  ),
  links: fc.array(
    fc.record({
      from: node,
      to: node,
      // One in ten leads back, so that there are rings, of which few are large.
      isBack: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
      input: fc.constantFrom("cells", "packs", "electronics"),
      tenths: fc.integer({ min: 0, max: 10 }),
      origin: fc.constantFrom("CN", null, null, null),
      plant: fc.option(plant, { freq: 1 }),
    }),
    { minLength: 0, maxLength: 220, size: "max" },
  ),
  sales: fc.array(
    fc.record({
      seller: fc.option(node, { freq: 12 }),
      origin: country,
      item: fc.constantFrom("bess", "cell", "ups"),
      program: fc.constantFrom("one", "two", null),
      exposure: fc.integer({ min: 0, max: 100_000 }),
    }),
    { minLength: 200, maxLength: 300, size: "max" },
  ),
  unmapped: fc.constantFrom("safe", "unknown"),
});

/** The scopes of a drawn world, of all kinds, and the network behind them. */
function worldOf({ suppliers, links, sales, unmapped }: Drawn) {
  const rows = suppliersOf(
    ...suppliers.flatMap(({ country, parent, stake, isKnown, plant }, at) => {
      const parentId = parent === null ? null : `s${parent}`;
      const placed = plant === null ? {} : { plant: [...plant] };
      const known = { supplierId: `s${at}`, country, parentId, parentStake: stake, ...placed };
      return isKnown ? [supplierOf(known)] : [];
    }),
  );
  const byKey = new Map<string, Link>();
  for (const { from, to, isBack, input, tenths, origin, plant } of links) {
    const [low, high] = from < to ? [from, to] : [to, from];
    const [supplierId, upstreamId] = isBack ? [`s${high}`, `s${low}`] : [`s${low}`, `s${high}`];
    const placed = plant === null ? {} : { plant };
    const known = { supplierId, input, upstreamId, originCountry: origin, share: tenths / 10 };
    const link = { ...known, source: null, ...placed };
    byKey.set(`${supplierId} ${input} ${upstreamId}`, link);
  }
  const positions = sales.map(({ seller, origin, ...sale }, at) => {
    const supplierId = seller === null ? null : `s${seller}`;
    return positionOf({ ...sale, positionId: `P-${at}`, supplierId, originCountry: origin });
  });
  const fold = foldOf(positions);
  const ownership = resolveOwnership(rows, 0.5);
  const bySupplier = Map.groupBy(byKey.values(), ({ supplierId }) => supplierId);
  const network = createNetwork(fold.cells.values(), bySupplier, ownership, rows, unmapped);
  const standing = { ownership, nodeOf: network.graph.nodeOf };
  const { sector, items } = scopesOf(fold, standing);
  const scopes = [sector, ...items, ...programsOf(fold, standing)].filter(({ total }) => total > 0);
  return { scopes, network };
}

/** Calls `check` with the ranking of each scope and every removal of it. */
function compared(check: (ranking: Ranking, all: Removal[]) => void) {
  fc.assert(
    fc.property(drawn, (world) => {
      const { scopes, network } = worldOf(world);
      const plain = plainRanking(scopes, network);
      for (const [at, ranking] of rankRemovals(scopes, network).entries()) {
        check(ranking, plain[at] ?? []);
      }
    }),
    // A world of this size takes too long to shrink.
    { ...cases(60), endOnFailure: true },
  );
}

const nameOf = ({ kind, key }: Removal) => `${kind} ${key}`;
const SAME = 12;
const ROUNDING = 1e-12;

describe("the ranking of removals, against every removal solved and summed cell by cell", () => {
  it("has the worst fifty of each kind, with their losses", () => {
    compared(({ removals }, all) => {
      const exact = new Map(all.map((one) => [nameOf(one), one.loss]));
      for (const { loss, ...one } of removals) {
        const plain = exact.get(nameOf({ ...one, loss }));
        expect(loss.lower).toBeCloseTo(plain?.lower ?? Number.NaN, SAME);
        expect(loss.upper).toBeCloseTo(plain?.upper ?? Number.NaN, SAME);
      }
      for (const kind of KINDS) {
        const lossesOf = (some: Removal[]) =>
          some.flatMap((one) => (one.kind === kind ? [one.loss.lower] : [])).sort((a, b) => b - a);
        const [listed, worst] = [lossesOf(removals), lossesOf(all).slice(0, 50)];
        for (const [at, lower] of worst.entries()) {
          if (lower > 0) expect(listed[at]).toBeCloseTo(lower, SAME);
        }
      }
    });
  });

  it("lists, of each kind, the removal that may cost most", () => {
    compared(({ removals }, all) => {
      for (const kind of KINDS) {
        const most = (some: Removal[]) =>
          some.reduce((upper, one) => (one.kind === kind ? Math.max(upper, one.loss.upper) : upper), 0);
        expect(most(removals)).toBeCloseTo(most(all), SAME);
      }
    });
  });

  it("counts those that it leaves out, and none of them costs more than it says", () => {
    compared(({ removals, more }, all) => {
      const listed = new Set(removals.map(nameOf));
      const left = all.filter((one) => one.loss.lower > 0 && !listed.has(nameOf(one)));
      expect(more?.count ?? 0).toBe(left.length);
      for (const { loss } of left) {
        expect(loss.lower).toBeLessThanOrEqual((more?.atMost.lower ?? 0) + ROUNDING);
        expect(loss.upper).toBeLessThanOrEqual((more?.atMost.upper ?? 0) + ROUNDING);
      }
    });
  });
});
