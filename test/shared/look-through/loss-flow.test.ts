import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspectRemoval } from "../../../shared/look-through/look-through.ts";
import { type LossFlow, lossFlow } from "../../../shared/look-through/loss-flow.ts";
import type { RemovedSet } from "../../../shared/look-through/removed-set.ts";
import { cases } from "../../support/cases.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { viewOf, type World, worlds } from "../../support/supply-worlds.ts";

/** The flow of a whole sector, and how much it certainly loses, in minor units. */
function flowOf(world: World, set: RemovedSet): { flow: LossFlow; lost: number } | null {
  const { sector, network } = viewOf(world);
  const [found] = inspectRemoval([sector], set, network, ({ cells, total }, risk, { lower }) => ({
    flow: lossFlow(cells, set, network, risk),
    lost: lower * total,
  }));
  return found ?? null;
}

function sums({ steps }: LossFlow): Map<string, { into: number; out: number }> {
  const all = new Map<string, { into: number; out: number }>();
  const at = (place: string) => all.get(place) ?? { into: 0, out: 0 };
  for (const { from, to, exposure } of steps) {
    all.set(from, { ...at(from), out: at(from).out + exposure });
    all.set(to, { ...at(to), into: at(to).into + exposure });
  }
  return all;
}

function hasCycle({ steps }: LossFlow): boolean {
  const next = Map.groupBy(steps, ({ from }) => from);
  const done = new Set<string>();
  const visit = (place: string, above: string[]): boolean => {
    if (above.includes(place)) return true;
    if (done.has(place)) return false;
    const found = (next.get(place) ?? []).some(({ to }) => visit(to, [...above, place]));
    done.add(place);
    return found;
  };
  return [...next.keys()].some((place) => visit(place, []));
}

const sets: fc.Arbitrary<RemovedSet> = fc.constantFrom(
  { countries: ["CN"] },
  { countries: ["CN", "US"] },
  { suppliers: ["s3"] },
  { owners: ["s0", "s7"] },
);

describe.each([{ cycles: false }, { cycles: true }])("the flow of a loss, %o", (kind) => {
  it("brings to the items just what is certainly lost", () => {
    fc.assert(
      fc.property(worlds(kind), sets, (world, set) => {
        const found = flowOf(world, set);
        if (found === null) return;
        const arriving = found.flow.steps.filter(({ to }) => found.flow.places.get(to)?.kind === "item");
        expect(arriving.reduce((sum, { exposure }) => sum + exposure, 0)).toBeCloseTo(found.lost, 4);
      }),
      cases(500),
    );
  });

  it("loses nothing on its way from what is removed, and has no cycle", () => {
    fc.assert(
      fc.property(worlds(kind), sets, (world, set) => {
        const found = flowOf(world, set);
        if (found === null) return;
        const { flow } = found;
        for (const [place, { into, out }] of sums(flow)) {
          const what = flow.places.get(place);
          const isEnd = what?.kind === "item" || what?.kind === "origin";
          if (isEnd || (what?.kind === "supplier" && what.isRemoved)) continue;
          expect(into, place).toBeCloseTo(out, 4);
        }
        expect(hasCycle(flow)).toBe(false);
      }),
      cases(500),
    );
  });
});

it("shows a ring of suppliers as one place", () => {
  const link = (supplierId: string, upstreamId: string, share: number) => ({
    ...{ supplierId, upstreamId, share, input: "cells", source: "test", originCountry: null },
  });
  const found = flowOf(
    {
      positions: [positionOf({ supplierId: "a", exposure: 100_00 })],
      suppliers: ["a", "b", "c"].map((supplierId) =>
        supplierOf({ supplierId, country: supplierId === "c" ? "CN" : "JP" }),
      ),
      links: [link("a", "b", 1), link("b", "a", 0.5), link("b", "c", 0.5)],
    },
    { countries: ["CN"] },
  );
  const names = [...(found?.flow.places.values() ?? [])];
  expect(names).toEqual(
    expect.arrayContaining([
      { kind: "supplier", keys: ["a", "b"], isRemoved: false },
      { kind: "supplier", keys: ["c"], isRemoved: true },
    ]),
  );
  expect(found?.flow.steps.map(({ exposure }) => exposure)).toEqual([
    expect.closeTo(100_00, 6),
    expect.closeTo(100_00, 6),
  ]);
});
