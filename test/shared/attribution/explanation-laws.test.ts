import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspectRemoval } from "../../../shared/look-through/look-through.ts";
import { inflowByOwner } from "../../../shared/look-through/loss-by-owner.ts";
import { removedSets, viewOf, worlds } from "../../support/supply-worlds.ts";

const anyWorld = worlds({ cycles: true });

describe("the chains of a loss", () => {
  it("carry what their shares multiply to, and no more than is lost", () => {
    fc.assert(
      fc.property(anyWorld, removedSets, (world, set) => {
        const { sector, network } = viewOf(world);
        inspectRemoval([sector], set, network, (scope, _risk, loss) => {
          for (const { hops, item, exposure } of loss.chains) {
            const [first, last] = [hops[0], hops.at(-1)];
            const sold = scope.cells.filter(
              (cell) =>
                cell.supplierId === last?.supplier &&
                cell.item === item &&
                (first?.madeIn === null || cell.originCountry === first?.madeIn),
            );
            const share = hops.reduce((product, hop) => product * (hop.share ?? 1), 1);
            const total = sold.reduce((sum, cell) => sum + cell.exposure, 0);
            expect(exposure).toBeLessThanOrEqual(total * share + 1e-6);
            expect(exposure).toBeLessThanOrEqual(loss.lower * scope.total + 1e-6);
            expect(exposure).toBeGreaterThan(0);
          }
        });
      }),
    );
  });

  it("are there whenever something is certainly lost", () => {
    fc.assert(
      fc.property(anyWorld, removedSets, (world, set) => {
        const { sector, network } = viewOf(world);
        inspectRemoval([sector], set, network, (_scope, _risk, { lower, chains }) => {
          expect(chains.length > 0).toBe(lower > 0);
        });
      }),
    );
  });
});

describe("the owners that a loss comes through", () => {
  it("add up to it", () => {
    fc.assert(
      fc.property(anyWorld, removedSets, (world, set) => {
        const { sector, network } = viewOf(world);
        inspectRemoval([sector], set, network, (scope, risk, { lower }) => {
          const inflow = [...inflowByOwner(sector.cells, set, network, risk).values()];
          const sum = inflow.reduce((total, exposure) => total + exposure, 0);
          expect(sum / scope.total).toBeCloseTo(lower, 9);
        });
      }),
    );
  });
});
