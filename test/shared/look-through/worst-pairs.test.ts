import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookThrough } from "../../../shared/look-through/look-through.ts";
import { joinedSet, pairCandidates } from "../../../shared/look-through/pair-candidates.ts";
import { worstPairs } from "../../../shared/look-through/worst-pairs.ts";
import { cases } from "../../support/cases.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { viewOf, type World, worlds } from "../../support/supply-worlds.ts";
import { unknownWorlds } from "../../support/unknown-worlds.ts";

/** What every pair costs that costs more than the worse of the two, as its definition reads. */
function everyPair(world: World): number[] {
  const { sector, network } = viewOf(world, "unknown");
  const { all } = pairCandidates(sector, network);
  const lost = (set: object) => lookThrough([sector], set, network)[0]?.lower ?? 0;
  const alone = all.map(({ set }) => lost(set));
  const losses = all.flatMap((a, at) =>
    all.slice(at + 1).flatMap((b, index) => {
      const loss = lost(joinedSet(a.set, b.set));
      return loss > Math.max(alone[at] ?? 0, alone[at + 1 + index] ?? 0) + 1e-9 ? [loss] : [];
    }),
  );
  return losses.sort((a, b) => b - a);
}

describe("the worst pairs of removals", () => {
  it.each([
    ["without cycles", worlds({ cycles: false })],
    ["with cycles", worlds({ cycles: true })],
    ["of which much is unknown", unknownWorlds],
  ])("are those of removing every pair, in worlds %s", (_name, drawn) => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 1, max: 12 }), (world, most) => {
        const { sector, network } = viewOf(world, "unknown");
        const found = worstPairs(sector, network, most).map(({ loss }) => loss.lower);
        const all = everyPair(world).slice(0, most);
        expect(found).toHaveLength(all.length);
        for (const [at, loss] of all.entries()) expect(found[at]).toBeCloseTo(loss, 8);
      }),
      { ...cases(100), endOnFailure: true },
    );
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
    const ports = worstPairs(sector, network, 20).find(({ removals }) =>
      removals.every(({ kind }) => kind === "port"),
    );
    expect(ports).toMatchObject({ loss: { lower: 0.6, upper: 0.6 }, removals: [{ alone: 0 }, { alone: 0 }] });
  });

  it("are none in an empty sector", () => {
    const { sector, network } = viewOf({ suppliers: [], links: [], positions: [] });
    expect(worstPairs(sector, network, 10)).toEqual([]);
  });
});
