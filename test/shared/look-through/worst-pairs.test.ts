import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookThrough } from "../../../shared/look-through/look-through.ts";
import { joinedSet, pairCandidates } from "../../../shared/look-through/pair-candidates.ts";
import { lossInSteps } from "../../../shared/look-through/pair-list.ts";
import type { PairLimits } from "../../../shared/look-through/pair-search.ts";
import { type RemovalKind, removalKinds } from "../../../shared/look-through/removal.ts";
import { worstPairs } from "../../../shared/look-through/worst-pairs.ts";
import { asMinor } from "../../../shared/values/exposure.ts";
import { cases } from "../../support/cases.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { viewOf, type World, worlds } from "../../support/supply-worlds.ts";
import { unknownWorlds } from "../../support/unknown-worlds.ts";

interface Pair {
  name: string[];
  loss: number;
}

/** Every pair that costs more than the worse of the two, as its definition reads, worst first. */
function everyPair(world: World): Pair[] {
  const { sector, network } = viewOf(world, "unknown");
  const { all } = pairCandidates(sector, network);
  const lost = (set: object) => lookThrough([sector], set, network)[0]?.lower ?? 0;
  const alone = all.map(({ set }) => lost(set));
  const pairs = all.flatMap((a, at) =>
    all.slice(at + 1).flatMap((b, index) => {
      const loss = lost(joinedSet(a.set, b.set));
      const isWorse = loss > Math.max(alone[at] ?? 0, alone[at + 1 + index] ?? 0) + 1e-9;
      return isWorse ? [{ name: nameOf(a, b), loss }] : [];
    }),
  );
  return pairs.sort(
    (a, b) => lossInSteps(b.loss) - lossInSteps(a.loss) || (String(a.name) < String(b.name) ? -1 : 1),
  );
}

/** The two by kind and key, so that names stand in this order too. */
function nameOf(...pair: { kind: RemovalKind; key: string }[]): string[] {
  return pair.map(({ kind, key }) => `${removalKinds.indexOf(kind)} ${kind} ${key}`).sort();
}

const NO_LIMIT = Number.POSITIVE_INFINITY;

function found(world: World, pairs: number): Pair[] {
  const { listed, othersAtMost } = foundWithin(world, { pairs, work: NO_LIMIT });
  expect(othersAtMost).toBeNull();
  return listed;
}

function foundWithin(world: World, limits: PairLimits) {
  const { sector, network } = viewOf(world, "unknown");
  const { pairs, othersAtMost } = worstPairs(sector, network, limits);
  const listed = pairs.map(({ removals, loss }) => ({ name: nameOf(...removals), loss: loss.lower }));
  return { listed, othersAtMost };
}

const namesOf = (pairs: Pair[]) => pairs.map(({ name }) => name);

/** The same world, in which all positions are equal. */
function withTies({ positions, ...world }: World): World {
  return { ...world, positions: positions.map((position) => ({ ...position, exposure: asMinor(100) })) };
}

/** So many suppliers that sell the same; of none is anything else known. */
function equalSuppliers(count: number): World {
  const ids = Array.from({ length: count }, (_, at) => `s${String(at).padStart(4, "0")}`);
  return {
    suppliers: ids.map((supplierId) => supplierOf({ supplierId, country: null })),
    links: [],
    positions: ids.map((supplierId) =>
      positionOf({ positionId: supplierId, supplierId, originCountry: null }),
    ),
  };
}

/** One seller with many inputs, of each of which it gets nine tenths from one supplier and the rest from two others. */
function manyInputs(count: number): World {
  const shares = [0.9, 0.05, 0.05];
  const links = Array.from({ length: count }, (_, input) =>
    shares.map((share, at) => ({
      supplierId: "seller",
      input: `input-${input}`,
      upstreamId: `s${input}-${at}`,
      originCountry: null,
      share,
      source: null,
    })),
  ).flat();
  return {
    suppliers: ["seller", ...links.map(({ upstreamId }) => upstreamId)].map((supplierId) =>
      supplierOf({ supplierId, country: null }),
    ),
    links,
    positions: [positionOf({ supplierId: "seller", originCountry: null })],
  };
}

describe("the worst pairs of removals", () => {
  it.each([
    ["without cycles", worlds({ cycles: false })],
    ["with cycles", worlds({ cycles: true })],
    ["of which much is unknown", unknownWorlds],
  ])("are those of removing every pair, in worlds %s", (_name, drawn) => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 1, max: 12 }), (world, most) => {
        const pairs = found(world, most);
        const all = everyPair(world).slice(0, most);
        expect(pairs).toHaveLength(all.length);
        for (const [at, { loss }] of all.entries()) expect(pairs[at]?.loss).toBeCloseTo(loss, 8);
      }),
      { ...cases(100), endOnFailure: true },
    );
  });

  it("are the first by kind and key of those that cost the same, in any order of rows", () => {
    const drawn = worlds({ cycles: false }).map(withTies);
    fc.assert(
      fc.property(drawn, fc.integer({ min: 1, max: 12 }), (world, most) => {
        const { suppliers, links, positions } = world;
        const names = namesOf(found(world, most));
        expect(names).toEqual(namesOf(everyPair(world)).slice(0, most));
        const reversed = {
          suppliers: suppliers.toReversed(),
          links: links.toReversed(),
          positions: positions.toReversed(),
        };
        expect(namesOf(found(reversed, most))).toEqual(names);
      }),
      { ...cases(100), endOnFailure: true },
    );
  });

  // Every two cost the same. Solving all of them would take minutes.
  it("are found where 2,000 suppliers are equal", () => {
    expect(namesOf(found(equalSuppliers(2000), 3))).toEqual([
      ["0 owner s0000", "0 owner s0001"],
      ["0 owner s0000", "0 owner s0002"],
      ["0 owner s0000", "0 owner s0003"],
    ]);
  });

  // Any two of the largest suppliers might cost 99 %, and cost no more than one.
  it("are found by few reads where one seller depends on many inputs", () => {
    const { listed, othersAtMost } = foundWithin(manyInputs(300), { pairs: 3, work: 2e7 });
    expect(listed.map(({ loss }) => loss)).toEqual([0.95, 0.95, 0.95].map((loss) => expect.closeTo(loss, 9)));
    expect(othersAtMost).toBeNull();
  });

  it("end when as many links were read as may be, and say what others cost at most", () => {
    const { listed, othersAtMost } = foundWithin(manyInputs(300), { pairs: 3, work: 1e6 });
    expect(listed).not.toEqual([]);
    expect(othersAtMost).toBeGreaterThan(0.95);
    expect(foundWithin(manyInputs(300), { pairs: 3, work: 1e6 })).toEqual({ listed, othersAtMost });
  });

  it("may cost more than both alone, where only both stop somebody", () => {
    const world = {
      suppliers: [
        supplierOf({ supplierId: "a", port: ["ningbo", "busan"], inputs: "none" }),
        supplierOf({ supplierId: "b", country: "KR", port: [], inputs: "none" }),
      ],
      links: [],
      positions: [
        positionOf({ positionId: "1", supplierId: "a", exposure: 60, originCountry: "JP" }),
        positionOf({ positionId: "2", supplierId: "b", exposure: 40, originCountry: "KR" }),
      ],
    };
    const { sector, network } = viewOf(world);
    const { pairs } = worstPairs(sector, network, { pairs: 20, work: NO_LIMIT });
    const ports = pairs.find(({ removals }) => removals.every(({ kind }) => kind === "port"));
    expect(ports).toMatchObject({ loss: { lower: 0.6, upper: 0.6 }, removals: [{ alone: 0 }, { alone: 0 }] });
  });

  it.each([
    ["without cycles", worlds({ cycles: false })],
    ["with cycles", worlds({ cycles: true })],
    ["of which much is unknown", unknownWorlds],
  ])("that were not tried cost at most what is said, in worlds %s", (_name, drawn) => {
    const limits = fc.record({
      pairs: fc.integer({ min: 1, max: 5 }),
      work: fc.integer({ min: 0, max: 3000 }),
    });
    fc.assert(
      fc.property(drawn, limits, (world, within) => {
        const { listed, othersAtMost } = foundWithin(world, within);
        const every = everyPair(world);
        const lossOf = new Map(every.map(({ name, loss }) => [String(name), loss]));
        for (const { name, loss } of listed) expect(loss).toBeCloseTo(lossOf.get(String(name)) ?? -1, 8);
        const names = new Set(listed.map(({ name }) => String(name)));
        const others = every.filter(({ name }) => !names.has(String(name)));
        const most = othersAtMost ?? listed.at(within.pairs - 1)?.loss ?? 0;
        expect(others[0]?.loss ?? 0).toBeLessThanOrEqual(most + 1e-8);
      }),
      { ...cases(100), endOnFailure: true },
    );
  });

  it("are none in an empty sector", () => {
    const { sector, network } = viewOf({ suppliers: [], links: [], positions: [] });
    expect(worstPairs(sector, network, { pairs: 10, work: 0 })).toEqual({ pairs: [], othersAtMost: null });
  });
});
