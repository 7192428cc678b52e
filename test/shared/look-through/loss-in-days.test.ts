import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookThrough } from "../../../shared/look-through/look-through.ts";
import { lossInDays } from "../../../shared/look-through/loss-in-days.ts";
import type { RemovedSet } from "../../../shared/look-through/removed-set.ts";
import { cases } from "../../support/cases.ts";
import { plainDays, timed } from "../../support/plain-days.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { removedSets, viewOf, type World, worlds } from "../../support/supply-worlds.ts";

const settings = { ...cases(150), endOnFailure: true };

function lost(world: World, set: RemovedSet) {
  const { sector, network } = viewOf(world);
  const [loss] = lossInDays([sector], set, network);
  if (loss == null) throw new Error("the sector has no exposure");
  return loss;
}

describe("a loss in days", () => {
  it.each([
    ["without cycles", worlds({ cycles: false })],
    ["with cycles", worlds({ cycles: true })],
  ])("is what is missing on each day, added up, in worlds %s", (_name, drawn) => {
    fc.assert(
      fc.property(timed(drawn), removedSets, (world, set) => {
        const { days, shareDays } = lost(world, set);
        const least = plainDays(world, set, false);
        const most = plainDays(world, set, true);
        expect(days).toEqual({ lower: least.days, upper: most.days });
        expect(shareDays.lower).toBeCloseTo(least.shareDays, 8);
        if (Number.isFinite(most.shareDays)) expect(shareDays.upper).toBeCloseTo(most.shareDays, 8);
        else expect(shareDays.upper).toBe(most.shareDays);
      }),
      settings,
    );
  });

  it("lies within its bounds whatever is not known of stock and recovery", () => {
    const told = fc.record({
      stockDays: fc.integer({ min: 0, max: 6 }),
      recoveryDays: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(
        timed(worlds({ cycles: false })),
        removedSets,
        fc.array(told, { minLength: 8, maxLength: 8 }),
        (world, set, answers) => {
          const suppliers = world.suppliers.map((one, at) => ({ ...answers[at], ...one }));
          const [open, closed] = [lost(world, set), lost({ ...world, suppliers }, set)];
          for (const field of ["days", "shareDays"] as const) {
            expect(closed[field].lower).toBeGreaterThanOrEqual(open[field].lower - 1e-9);
            expect(closed[field].upper).toBeLessThanOrEqual(open[field].upper + 1e-9);
          }
        },
      ),
      settings,
    );
  });

  it.each([
    ["recovery less stock", { recoveryDays: 90, stockDays: 30 }, [60, 60]],
    ["nothing where the stock lasts", { recoveryDays: 30, stockDays: 90 }, [0, 0]],
    [
      "nothing where it is back on the day on which the stock ends",
      { recoveryDays: 30, stockDays: 30 },
      [0, 0],
    ],
    ["as long as the recovery where the stock is not known", { recoveryDays: 90 }, [0, 90]],
    ["without an end where the recovery is not known", { stockDays: 30 }, [0, Number.POSITIVE_INFINITY]],
    ["without an end where nothing is known", {}, [0, Number.POSITIVE_INFINITY]],
  ])("of one supplier is %s", (_name, times, [lower, upper]) => {
    const world = {
      suppliers: [supplierOf({ supplierId: "maker", ...times })],
      links: [],
      positions: [positionOf()],
    };
    const interval = { lower, upper };
    expect(lost(world, { suppliers: ["maker"] })).toEqual({ days: interval, shareDays: interval });
  });

  it("begins two tiers below when the stocks on the way have ended, each after the other", () => {
    const world = towers([
      ["refiner", 180, 20],
      ["maker", 365, 30],
    ]);
    expect(lost(world, { suppliers: ["refiner"] }).days).toEqual({ lower: 130, upper: 130 });
    expect(lost(world, { suppliers: ["maker"] }).days).toEqual({ lower: 335, upper: 335 });
    const buyers = world.links.map((link) => ({ ...link, stockDays: 60 }));
    expect(lost({ ...world, links: buyers }, { suppliers: ["refiner"] }).days).toEqual({
      lower: 90,
      upper: 90,
    });
  });

  it("is that of the look-through on each day without stock", () => {
    fc.assert(
      fc.property(worlds({ cycles: true }), removedSets, (world, set) => {
        const suppliers = world.suppliers.map((one) => ({ ...one, stockDays: 0, recoveryDays: 10 }));
        // Of an unknown seller, neither stock nor recovery are known.
        const positions = world.positions.map((one) => ({ ...one, supplierId: one.supplierId ?? "s0" }));
        const told = { ...world, suppliers, positions };
        const { shareDays } = lost(told, set);
        const { sector, network } = viewOf(told);
        expect(shareDays.lower).toBeCloseTo(10 * (lookThrough([sector], set, network)[0]?.lower ?? 0), 8);
      }),
      settings,
    );
  });

  it("with more different days than are told apart has wider bounds that are true", () => {
    const suppliers = Array.from({ length: 60 }, (_, at) =>
      supplierOf({ supplierId: `s${at}`, recoveryDays: 100 + at, stockDays: at }),
    );
    const positions = suppliers.map(({ supplierId }, at) =>
      positionOf({ positionId: `${at}`, supplierId, exposure: 1 }),
    );
    const set = { suppliers: suppliers.map(({ supplierId }) => supplierId) };
    const { days, shareDays } = lost({ suppliers, links: [], positions }, set);
    expect(days.lower).toBeLessThanOrEqual(159);
    expect(days.upper).toBeGreaterThanOrEqual(159);
    expect(shareDays.lower).toBeLessThanOrEqual(100);
    expect(shareDays.upper).toBeGreaterThanOrEqual(100);
    expect(shareDays.upper - shareDays.lower).toBeLessThan(20);
  });
});

/** Suppliers of which each gets all of its cells from the one before; the last one sells. */
function towers(tiers: [supplierId: string, recoveryDays: number, stockDays: number][]): World {
  const suppliers = tiers.map(([supplierId, recoveryDays, stockDays]) =>
    supplierOf({ supplierId, recoveryDays, stockDays, inputs: "none" }),
  );
  const links = suppliers.slice(1).map(({ supplierId }, at) => ({
    ...{ supplierId, input: "cells", upstreamId: suppliers[at]?.supplierId ?? "", share: 1 },
    ...{ originCountry: null, source: null },
  }));
  return { suppliers, links, positions: [positionOf({ supplierId: suppliers.at(-1)?.supplierId ?? null })] };
}
