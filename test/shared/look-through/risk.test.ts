import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rings } from "../../../shared/look-through/rings.ts";
import type { Removed, RiskOptions } from "../../../shared/look-through/risk.ts";
import { createRiskSolver } from "../../../shared/look-through/risk-solver.ts";
import { cases } from "../../support/cases.ts";
import { plainRisk } from "../../support/plain-risk.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { viewOf, type World, worlds } from "../../support/supply-worlds.ts";

const NOTHING: Removed = { nodes: [], maybe: [], links: [] };

/** A graph that is reached from all of eight suppliers, with its solver. */
function solved(
  { suppliers, links }: World,
  options: (count: number) => Partial<RiskOptions> = () => ({}),
  ringsOf: (rings: Rings) => Rings = (rings) => rings,
) {
  const positions = suppliers.map(({ supplierId }) => positionOf({ positionId: supplierId, supplierId }));
  const { graph, components, ...network } = viewOf({ positions, suppliers, links }).network;
  const rings = ringsOf(network.rings);
  const none = new Uint8Array(graph.ids.length);
  const all = { maybe: none, undeclared: none, ...options(graph.ids.length) };
  return { graph, options: all, solver: createRiskSolver(graph, components, rings, all) };
}

const bits = fc.array(fc.constantFrom(0, 0, 0, 1), { minLength: 8, maxLength: 8 });
const drawn = fc.record({ maybe: bits, undeclared: bits });
const toOptions = ({ maybe, undeclared }: { maybe: number[]; undeclared: number[] }) => ({
  maybe: Uint8Array.from(maybe),
  undeclared: Uint8Array.from(undeclared),
});
const some = fc.array(fc.nat({ max: 7 }), { maxLength: 2 });
const removals = fc.array(fc.record({ nodes: some, maybe: some, links: some }), {
  minLength: 1,
  maxLength: 4,
});
const within = (removed: Removed, links: number): Removed => ({
  ...removed,
  links: removed.links.filter((link) => link < links),
});

describe("the risk of each supplier", () => {
  it.each([
    ["without cycles", worlds({ cycles: false })],
    ["with cycles", worlds({ cycles: true })],
  ])("is the least one that its definition allows, by each of many removals in a row: %s", (_how, some) => {
    fc.assert(
      fc.property(some, drawn, removals, (world, drawnOptions, many) => {
        const { graph, options, solver } = solved(world, () => toOptions(drawnOptions));
        for (const one of [...many, NOTHING]) {
          const removed = within(one, graph.links.length);
          const plain = plainRisk(graph, options, removed);
          solver.removing(removed, ({ lower, upper }) => {
            for (const node of graph.ids.keys()) {
              expect(lower[node]).toBeCloseTo(plain.lower[node] ?? -1, 9);
              expect(upper[node]).toBeCloseTo(plain.upper[node] ?? -1, 9);
            }
          });
        }
      }),
      cases(150),
    );
  });

  it("is told with all whom the removal moved, and those alone, whoever was removed before", () => {
    fc.assert(
      fc.property(worlds({ cycles: true }), drawn, removals, (world, drawnOptions, many) => {
        const { graph, solver } = solved(world, () => toOptions(drawnOptions));
        const before = solver.removing(NOTHING, ({ lower, upper, touched, removed, lostLinks }) => {
          expect([touched.length, ...removed, ...lostLinks].filter((own) => own !== 0)).toEqual([]);
          return { lower: lower.slice(), upper: upper.slice() };
        });
        for (const one of many) {
          const gone = within(one, graph.links.length);
          solver.removing(gone, ({ lower, upper, touched, removed, lostLinks }) => {
            const moved = [...graph.ids.keys()].filter((node) => {
              return lower[node] !== before.lower[node] || upper[node] !== before.upper[node];
            });
            expect([...new Set(touched)].sort()).toEqual(moved.sort());
            const marked = (flags: Uint8Array) => [...flags.keys()].filter((at) => flags[at] === 1);
            expect(marked(removed)).toEqual([...new Set(gone.nodes)].sort());
            expect(marked(lostLinks)).toEqual([...new Set(gone.links)].sort());
          });
        }
        expect(solver.removing(NOTHING, ({ lower, upper }) => [[...lower], [...upper]])).toEqual([
          [...before.lower],
          [...before.upper],
        ]);
      }),
      cases(100),
    );
  });
});

const link = (supplierId: string, upstreamId: string, share: number, input = "cells") => {
  return { supplierId, input, upstreamId, originCountry: null, share, source: null };
};
const named = (...ids: string[]) => ids.map((supplierId) => supplierOf({ supplierId }));

describe("suppliers in a row", () => {
  it("pass on however little one of them loses", () => {
    const links = [link("c", "b", 1), link("b", "a", 1e-13)];
    const { graph, solver } = solved({ positions: [], suppliers: named("a", "b", "c"), links });
    const at = (id: string) => graph.nodeOf.get(id) ?? -1;
    expect(solver.removing({ ...NOTHING, nodes: [at("a")] }, ({ lower }) => lower[at("c")])).toBe(1e-13);
  });

  it("may all be lost where that is not known of one, also after a removal that was not sure of it either", () => {
    const links = [link("c", "b", 1), link("b", "a", 0.5), link("b", "d", 0.5)];
    const order = ["a", "d", "b", "c"];
    const { graph, solver } = solved({ positions: [], suppliers: named(...order), links }, () => ({
      maybe: Uint8Array.from(order, (id) => Number(id === "b")),
    }));
    const at = (id: string) => graph.nodeOf.get(id) ?? -1;
    expect(at("b")).toBe(order.indexOf("b"));
    solver.removing({ ...NOTHING, maybe: [at("b")] }, () => null);
    const uppers = solver.removing({ ...NOTHING, nodes: [at("a")] }, ({ upper }) => [...upper]);
    expect(uppers[at("b")]).toBe(1);
    expect(uppers[at("c")]).toBe(1);
  });
});

describe("suppliers that depend on each other", () => {
  // Neither can be iterated: each passes on all that it gets.
  const ring = [link("a", "b", 1), link("b", "a", 1)];

  it.each([
    ["lose nothing while nobody else does", ring, [], [0, 0, 0], [0, 0, 0]],
    ["lose all with one of them", ring, ["b"], [1, 1, 0], [1, 1, 0]],
    [
      "lose together what one of them needs from outside",
      [...ring, link("a", "c", 0.4, "ore"), link("a", "d", 0.6, "ore")],
      ["c"],
      [0.4, 0.4, 1],
      [0.4, 0.4, 1],
    ],
    [
      "may lose what no link explains",
      [...ring, link("a", "c", 0.7, "ore")],
      ["c"],
      [0.7, 0.7, 1],
      [1, 1, 1],
    ],
    ["need no more than they need of themselves", [link("a", "a", 1)], ["c"], [0, 0, 1], [0, 0, 1]],
  ])("%s", (_what, links, gone, lowers, uppers) => {
    const world = { positions: [], suppliers: named("a", "b", "c", "d"), links };
    const { graph, solver } = solved(world);
    const at = (id: string) => graph.nodeOf.get(id) ?? -1;
    solver.removing({ ...NOTHING, nodes: gone.map(at) }, ({ lower, upper }) => {
      for (const [place, id] of ["a", "b", "c"].entries()) {
        expect(lower[at(id)]).toBeCloseTo(lowers[place] ?? -1, 12);
        expect(upper[at(id)]).toBeCloseTo(uppers[place] ?? -1, 12);
      }
    });
  });

  it("may lose all with one of whom it is not known whether it is removed", () => {
    const { graph, solver } = solved({ positions: [], suppliers: named("a", "b"), links: ring });
    const removed = { ...NOTHING, maybe: [graph.nodeOf.get("b") ?? -1] };
    expect(solver.removing(removed, ({ lower, upper }) => [[...lower], [...upper]])).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it("tell those who depend on them", () => {
    const links = [...ring, link("c", "a", 0.5), link("c", "d", 0.5)];
    const { graph, solver } = solved({ positions: [], suppliers: named("a", "b", "c", "d"), links });
    const at = (id: string) => graph.nodeOf.get(id) ?? -1;
    const risk = solver.removing({ ...NOTHING, nodes: [at("b")] }, ({ lower }) => lower[at("c")]);
    expect(risk).toBe(0.5);
  });
});

describe("a ring that next to nothing leaves", () => {
  // Iterated, it would take a million rounds to find that a half is lost.
  const slow = [link("a", "b", 1 - 2e-6), link("a", "c", 1e-6), link("a", "d", 1e-6), link("b", "a", 1)];
  const world = { positions: [], suppliers: named("a", "b", "c", "d"), links: slow };

  /** What `a` loses with `c`, in each of two removals, where elimination takes so many multiplications, or too many. */
  function lostTwice(work: number | null) {
    const { graph, solver } = solved(
      world,
      () => ({}),
      (rings) => ({
        ...rings,
        planOf: (component) => {
          const plan = rings.planOf(component);
          return work === null || plan === null ? null : { ...plan, work };
        },
      }),
    );
    const at = (id: string) => graph.nodeOf.get(id) ?? -1;
    return [1, 2].map(() =>
      solver.removing({ ...NOTHING, nodes: [at("c")] }, ({ lower, upper }) => ({
        lower: lower[at("a")] ?? -1,
        upper: upper[at("a")] ?? -1,
      })),
    );
  }
  const exact = { lower: expect.closeTo(0.5, 9), upper: expect.closeTo(0.5, 9) };

  it.each([
    ["quick", 1e7],
    ["affordable", 2e7],
  ])("is eliminated where that is %s", (_what, work) => {
    expect(lostTwice(work)).toEqual([exact, exact]);
  });

  it("is eliminated until all removals together have taken too long, and has wider bounds from then on", () => {
    const [first, second] = lostTwice(5e10);
    expect(first).toEqual(exact);
    expect(second?.lower).toBeLessThan(0.01);
    expect(second?.upper).toBeGreaterThan(0.99);
  });

  it.each([
    ["would take too long", 5e10 + 1],
    ["cannot be planned", null],
  ])("has wider bounds where that %s", (_what, work) => {
    for (const { lower, upper } of lostTwice(work)) {
      expect(lower).toBeGreaterThan(0);
      expect(lower).toBeLessThan(0.01);
      expect(upper).toBeGreaterThan(0.99);
    }
  });
});
