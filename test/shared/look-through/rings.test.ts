import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspectRemoval, lookThrough } from "../../../shared/look-through/look-through.ts";
import { inflowByOwner } from "../../../shared/look-through/loss-by-owner.ts";
import { createNetwork, type Network, solverFor } from "../../../shared/look-through/network.ts";
import { solveSystem } from "../../../shared/look-through/ring-solution.ts";
import { resolveOwnership } from "../../../shared/supply/ownership.ts";
import { foldOf, suppliersOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { type ExactLink, exactLoss, toLink, UNITS } from "../../support/exact-rings.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { viewOf, type World, worlds } from "../../support/supply-worlds.ts";

const X = { suppliers: ["x"] };

/** A sector that buys from `a` only. */
function ring(links: [from: string, input: string, to: string, share: number][]): World {
  const ids = new Set(["a", ...links.flatMap(([from, , to]) => [from, to])]);
  return {
    positions: [positionOf({ supplierId: "a" })],
    suppliers: [...ids].map((supplierId) => supplierOf({ supplierId })),
    links: links.map(([supplierId, input, upstreamId, share]) => ({
      supplierId,
      input,
      upstreamId,
      originCountry: null,
      share,
      source: null,
    })),
  };
}

function lossOf(world: World) {
  const { sector, network } = viewOf(world);
  const [loss] = lookThrough([sector], X, network);
  return [loss?.lower, loss?.upper];
}

describe("what is lost in a ring", () => {
  it.each([1e-5, 1e-7, 1e-12])("is everything where all that comes in, %d, is removed", (leak) => {
    const [lower, upper] = lossOf(
      ring([
        ["a", "cells", "b", Number((1 - leak).toFixed(12))],
        ["a", "cells", "x", leak],
        ["b", "cells", "a", 1],
      ]),
    );
    expect(lower).toBeCloseTo(1, 9);
    expect(upper).toBeCloseTo(1, 9);
  });

  it("is a half where as much comes in from the removed as from others, however little", () => {
    const [lower, upper] = lossOf(
      ring([
        ["a", "cells", "b", 0.999999999998],
        ["a", "cells", "x", 1e-12],
        ["a", "cells", "y", 1e-12],
        ["b", "cells", "a", 1],
      ]),
    );
    expect(lower).toBeCloseTo(0.5, 9);
    expect(upper).toBeCloseTo(0.5, 9);
  });

  it("is between a half and all where as much comes in from the removed as is not explained", () => {
    const [lower, upper] = lossOf(
      ring([
        ["a", "cells", "b", 0.999999999998],
        ["a", "cells", "x", 1e-12],
        ["b", "cells", "a", 1],
      ]),
    );
    expect(lower).toBeCloseTo(0.5, 9);
    expect(upper).toBeCloseTo(1, 9);
  });

  it("is nothing where nothing comes in", () => {
    expect(
      lossOf(
        ring([
          ["a", "cells", "b", 1],
          ["b", "cells", "a", 1],
          ["b", "packs", "c", 1],
        ]),
      ),
    ).toEqual([0, 0]);
  });

  it("follows the worse of two inputs, though the other one is closed", () => {
    expect(
      lossOf(
        ring([
          ["a", "cells", "b", 1],
          ["a", "packs", "x", 0.4],
          ["a", "packs", "y", 0.6],
          ["b", "cells", "a", 1],
        ]),
      ),
    ).toEqual([0.4, 0.4]);
  });

  it("follows an input that gains next to nothing in each step, in a ring within a ring", () => {
    const [lower] = lossOf(
      ring([
        ["a", "packs", "c", 0.999999995],
        ["a", "cells", "a", 0.999999999],
        ["a", "cells", "b", 0.000000001],
        ["b", "cells", "a", 0.999999999],
        ["b", "cells", "c", 0.000000001],
        ["c", "cells", "x", 0.999999994],
        ["c", "cells", "c", 0.000000001],
      ]),
    );
    // All that "c" loses comes through the ring, and a little less through the packs.
    expect(lower).toBeCloseTo(0.999999995, 10);
  });

  it("follows the worse of two inputs that differ by a millionth of what comes in", () => {
    const [lower] = lossOf(
      ring([
        ["a", "cells", "b", 0.999999],
        ["a", "cells", "x", 0.0000004],
        ["a", "cells", "y", 0.0000006],
        ["a", "packs", "b", 0.999999],
        ["a", "packs", "x", 0.000000400001],
        ["a", "packs", "y", 0.000000599999],
        ["b", "cells", "a", 1],
      ]),
    );
    expect(lower).toBeCloseTo(0.400001, 10);
  });
});

const IDS = ["a", "b", "c", "d", "x", "y"];

/** Rings of four with up to two inputs each, most of whose shares leave next to nothing over. */
const exactLinks: fc.Arbitrary<ExactLink[]> = fc
  .array(
    fc.record({
      from: fc.constantFrom("a", "b", "c", "d"),
      input: fc.constantFrom("cells", "packs"),
      to: fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1, maxLength: 4 }),
      units: fc.array(fc.constantFrom(1n, 2n, 3n, 1000n, 1_000_000n, UNITS / 4n), {
        minLength: 4,
        maxLength: 4,
      }),
      missing: fc.constantFrom(0n, 0n, 1n, 2n, 5_000n, UNITS / 8n),
    }),
    { minLength: 2, maxLength: 8 },
  )
  .map((inputs) => {
    const byKey = new Map(inputs.map((each) => [`${each.from} ${each.input}`, each]));
    return [...byKey.values()].flatMap(({ from, input, to, units, missing }) => {
      const small = to.slice(1).map((_, at) => units[at] ?? 1n);
      const main = UNITS - missing - small.reduce((sum, each) => sum + each, 0n);
      return to.map((upstreamId, at) => ({
        supplierId: from,
        input,
        upstreamId,
        units: at === 0 ? main : (small[at - 1] ?? 1n),
      }));
    });
  });

describe("a ring with next to nothing coming in", () => {
  it.each([
    ["certain", false],
    ["possible", true],
  ] as const)("has the %s loss that fractions of whole numbers give", (_which, losesMissing) => {
    fc.assert(
      fc.property(exactLinks, (links) => {
        const world = { ...ring([]), links: links.map(toLink) };
        const suppliers = IDS.map((supplierId) => supplierOf({ supplierId }));
        const positions = IDS.map((supplierId) => positionOf({ positionId: supplierId, supplierId }));
        const { network } = viewOf({ ...world, suppliers, positions });
        const { solver, removed } = solverFor(network, X);
        const exact = exactLoss(IDS, links, new Set(["x"]), losesMissing);
        solver.removing(removed, ({ lower, upper }) => {
          for (const [at, id] of IDS.entries()) {
            const node = network.graph.nodeOf.get(id) ?? -1;
            const found = (losesMissing ? upper : lower)[node] ?? Number.NaN;
            expect(Math.abs(found - (exact[at] ?? Number.NaN))).toBeLessThanOrEqual(1e-9);
          }
        });
      }),
      cases(300),
    );
  });
});

describe("a ring that is too large to eliminate", () => {
  it("has bounds that the exact loss lies within", () => {
    fc.assert(
      fc.property(exactLinks, (links) => {
        const suppliers = IDS.map((supplierId) => supplierOf({ supplierId }));
        const positions = IDS.map((supplierId) => positionOf({ positionId: supplierId, supplierId }));
        const network = networkOf({ suppliers, positions, links: links.map(toLink) });
        const x = network.graph.nodeOf.get("x") ?? -1;
        const risk = new Float64Array(IDS.length);
        risk[x] = 1;
        const lostLinks = new Uint8Array(network.graph.links.length);
        for (const [component, isCyclic] of network.components.cyclic.entries()) {
          if (isCyclic === 0) continue;
          const outside = { risk, lostLinks, isLost: (node: number) => node === x, losesMissing: true };
          const system = network.rings.systemOf(component, outside);
          const exact = solveSystem(system, network.rings.planOf(component));
          const { least, most } = solveSystem(system, null);
          for (const [number, loss] of exact.least.entries()) {
            expect(least[number]).toBeLessThanOrEqual(loss + 1e-11);
            expect(most[number]).toBeGreaterThanOrEqual(loss - 1e-11);
          }
        }
      }),
    );
  });
});

describe("the owners that the loss of a ring comes through", () => {
  it("add up to it, however little comes in and whatever ties", () => {
    fc.assert(
      fc.property(exactLinks, fc.boolean(), (links, isTied) => {
        // With a copy of each input, every node has inputs that decide equally.
        const copies = isTied ? links.map((link) => ({ ...link, input: `${link.input}-too` })) : [];
        const suppliers = IDS.map((supplierId) => supplierOf({ supplierId }));
        const positions = IDS.map((supplierId) => positionOf({ positionId: supplierId, supplierId }));
        const world = { suppliers, positions, links: [...links, ...copies].map(toLink) };
        const { sector, network } = viewOf(world);
        const set = { suppliers: ["x", "y"] };
        inspectRemoval([sector], set, network, (scope, risk, { lower }) => {
          const parts = [...inflowByOwner(scope.cells, set, network, risk).values()];
          expect(parts.reduce((sum, part) => sum + part, 0) / scope.total).toBeCloseTo(lower, 9);
        });
      }),
      cases(300),
    );
  });

  it("share what comes by equal inputs equally, around a ring too", () => {
    const world = ring([
      ["a", "cells", "b", 0.999999999],
      ["a", "cells", "x", 0.000000001],
      ["a", "packs", "b", 0.999999999],
      ["a", "packs", "y", 0.000000001],
      ["b", "cells", "a", 1],
    ]);
    const { sector, network } = viewOf(world);
    const set = { suppliers: ["x", "y"] };
    const [parts] = inspectRemoval([sector], set, network, (scope, risk) => {
      return inflowByOwner(scope.cells, set, network, risk);
    });
    expect((parts?.get("x") ?? 0) / sector.total).toBeCloseTo(0.5, 9);
    expect((parts?.get("y") ?? 0) / sector.total).toBeCloseTo(0.5, 9);
  });
});

const SIZE = 3000;

/** A ring of thousands: one in ten also buys from somebody far away; little comes in from outside. */
function largeRing(inputs: readonly string[]): World {
  const idOf = (index: number) => `s${index % SIZE}`;
  const links = Array.from({ length: SIZE }, (_, index) =>
    inputs.flatMap((input, at) => {
      const own = { supplierId: idOf(index), input, source: null };
      if (index % 10 !== at) return [{ ...own, upstreamId: idOf(index + 1), originCountry: null, share: 1 }];
      const far = { ...own, upstreamId: idOf(index * 7 + 13), originCountry: null, share: 0.3 };
      const outside = { ...own, upstreamId: "y", originCountry: null, share: 1e-9 };
      return [{ ...own, upstreamId: idOf(index + 1), originCountry: null, share: 0.699999999 }, far, outside];
    }),
  ).flat();
  return {
    positions: [positionOf({ supplierId: "s0" })],
    suppliers: [...Array(SIZE).keys()].map((index) => supplierOf({ supplierId: idOf(index) })),
    links,
  };
}

/** The network alone: a view also ranks the removal of everyone. */
function networkOf({ positions, suppliers, links }: World): Network {
  const rows = suppliersOf(...suppliers);
  const ownership = resolveOwnership(rows, 0.5);
  return createNetwork(
    foldOf(positions).cells.values(),
    Map.groupBy(links, ({ supplierId }) => supplierId),
    ownership,
    rows,
    "safe",
  );
}

function ringOf({ components }: Network): number {
  return components.cyclic.indexOf(1);
}

describe("a ring of 3,000 suppliers", () => {
  it.each([
    ["one input", ["cells"]],
    ["two inputs", ["cells", "packs"]],
  ])("with %s is solved in no more than two thousand multiplications a supplier", (_what, inputs) => {
    const network = networkOf(largeRing(inputs));
    const plan = network.rings.planOf(ringOf(network));
    for (const removed of [1, 500, 2999]) {
      const outside = {
        risk: new Float64Array(SIZE + 1),
        lostLinks: new Uint8Array(network.graph.links.length),
        isLost: (node: number) => node === removed,
        losesMissing: false,
      };
      const { work } = solveSystem(network.rings.systemOf(ringOf(network), outside), plan);
      expect(work).toBeLessThan(2000 * SIZE);
    }
  });

  it("loses nearly everything with any of them, since next to nothing comes from elsewhere", () => {
    const network = networkOf(largeRing(["cells"]));
    const { solver, removed } = solverFor(network, { suppliers: ["s1500"] });
    const [least, most] = solver.removing(removed, ({ lower, upper }) => [
      Math.min(...network.graph.ids.map((id, node) => (id === "y" ? 1 : (lower[node] ?? 0)))),
      Math.max(...upper),
    ]);
    expect(least).toBeGreaterThan(0.9999);
    expect(most).toBe(1);
  });
});

describe("a removal", () => {
  it.each([
    ["rings that hardly leak", exactLinks.map((links) => links.map(toLink))],
    ["any links", worlds({ cycles: true }).map(({ links }) => links)],
  ])("leaves nothing behind, with %s", (_what, links) => {
    fc.assert(
      fc.property(links, (all) => {
        const ids = [
          ...new Set([...IDS, ...all.flatMap(({ supplierId, upstreamId }) => [supplierId, upstreamId])]),
        ];
        const suppliers = ids.map((supplierId) => supplierOf({ supplierId }));
        const positions = ids.map((supplierId) => positionOf({ positionId: supplierId, supplierId }));
        const { solver } = solverFor(viewOf({ positions, suppliers, links: all }).network, X);
        const state = (nodes: number[]) =>
          solver.removing({ nodes, maybe: [], links: [] }, ({ lower, upper, removed }) => [
            [...lower],
            [...upper],
            [...removed],
          ]);
        const before = state([]);
        for (const node of ids.keys()) state([node]);
        expect(state([])).toEqual(before);
      }),
    );
  });
});
