import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLaneSolver } from "../../../shared/look-through/lane-solver.ts";
import { solverWith } from "../../../shared/look-through/network.ts";
import { propagate } from "../../../shared/look-through/propagation.ts";
import type { Removed } from "../../../shared/look-through/risk.ts";
import { createState } from "../../../shared/look-through/solver-state.ts";
import { cases } from "../../support/cases.ts";
import { viewOf, worlds } from "../../support/supply-worlds.ts";

const unmapped = fc.constantFrom("safe" as const, "unknown" as const);
const some = fc.array(fc.nat(), { maxLength: 3 });
/** Removals of some nodes; others may be removed. */
const removals = fc.array(fc.record({ nodes: some, maybe: some }), { minLength: 1, maxLength: 20 });

const BOTH = ["lower", "upper"] as const;

/** Removals of nodes that there are. */
function within(count: number, drawn: { nodes: number[]; maybe: number[] }[]): Removed[] {
  const there = (nodes: number[]) => (count === 0 ? [] : [...new Set(nodes.map((node) => node % count))]);
  return drawn.map(({ nodes, maybe }) => ({ nodes: there(nodes), maybe: there(maybe), links: [] }));
}

describe("removals that are solved together", () => {
  it("cost what each costs alone, and leave the world as it was", () => {
    fc.assert(
      fc.property(
        worlds({ cycles: true }),
        unmapped,
        removals,
        fc.nat(),
        (world, whatIsUnknown, drawn, unsure) => {
          const { network } = viewOf(world, whatIsUnknown);
          const { graph, components, rings, isDeclared } = network;
          const count = graph.ids.length;
          const maybe = Uint8Array.from({ length: count }, (_, node) => (unsure >> node) & 1);
          const undeclared = isDeclared.map((one) => (whatIsUnknown === "unknown" ? 1 - one : 0));
          const state = createState(graph, components, rings, { maybe, undeclared });
          propagate(state, 0);
          const solveTogether = createLaneSolver(state);
          const alone = solverWith(network, maybe);
          const all = within(count, drawn);
          for (let from = 0; from < all.length; from += 8) {
            const group = all.slice(from, from + 8);
            solveTogether(group, BOTH, ({ lower, upper, removed }, at) => {
              const one = group[at] as Removed;
              alone.removing(one, (plain) => {
                expect(removed).toEqual(plain.removed);
                for (let node = 0; node < count; node += 1) {
                  expect(lower[node]).toBeCloseTo(plain.lower[node] ?? Number.NaN, 12);
                  expect(upper[node]).toBeCloseTo(plain.upper[node] ?? Number.NaN, 12);
                }
              });
            });
          }
        },
      ),
      cases(400),
    );
  });

  it("are all read, each at its place, also where some change much and others nothing", () => {
    fc.assert(
      fc.property(worlds({ cycles: true }), removals, (world, drawn) => {
        const { network } = viewOf(world);
        const count = network.graph.ids.length;
        const solver = solverWith(network, new Uint8Array(count));
        const all = within(count, drawn);
        const seen: number[] = [];
        solver.removingEach(all, BOTH, ({ lower, touched }, at) => {
          seen.push(at);
          const changed = [...lower.keys()].filter((node) => lower[node] !== 0);
          expect(touched).toEqual(expect.arrayContaining(changed));
          for (const node of all[at]?.nodes ?? []) expect(lower[node]).toBe(1);
        });
        expect(seen).toEqual([...all.keys()]);
      }),
      cases(200),
    );
  });
});
