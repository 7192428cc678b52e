import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { observeRule } from "../../../shared/assessment/observation.ts";
import { lookThrough, lookThroughCountries } from "../../../shared/look-through/look-through.ts";
import { isCounted, type RemovalKind } from "../../../shared/look-through/removal.ts";
import { rankRemovals } from "../../../shared/look-through/removal-ranking.ts";
import type { RemovedSet } from "../../../shared/look-through/removed-set.ts";
import { directDependency } from "../../../shared/measures/counted-share.ts";
import { placeFields } from "../../../shared/supply/place.ts";
import type { Interval } from "../../../shared/values/interval.ts";
import { ruleOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { byEnumeration, byIteration, plainLoss } from "../../support/plain-look-through.ts";
import { positionOf } from "../../support/samples.ts";
import { relabelled, removedSets, viewOf, type World, worlds } from "../../support/supply-worlds.ts";
import { answers, completed, unknownWorlds } from "../../support/unknown-worlds.ts";

const anyWorld = worlds({ cycles: true });
const treeWorld = worlds({ cycles: false });
const CHINA = { countries: ["CN"] };

function lossOf(world: World, set: RemovedSet, unmapped: "safe" | "unknown" = "safe"): Interval {
  const { sector, network } = viewOf(world, unmapped);
  const [loss] = lookThrough([sector], set, network);
  if (loss == null) throw new Error("an empty world");
  return loss;
}

function setOf(kind: RemovalKind, key: string): RemovedSet {
  const fields = { owner: "owners", supplier: "suppliers", country: "countries", ...placeFields };
  return { [fields[kind]]: [key] };
}

function expectClose(actual: Interval, expected: Interval, precision: number): void {
  expect(Math.abs(actual.lower - expected.lower)).toBeLessThanOrEqual(precision);
  expect(Math.abs(actual.upper - expected.upper)).toBeLessThanOrEqual(precision);
}

describe("look-through", () => {
  it("agrees with following every path, where there are no cycles", () => {
    fc.assert(
      fc.property(treeWorld, removedSets, (world, set) => {
        expectClose(lossOf(world, set), plainLoss(world, set, byEnumeration(world, set)), 1e-9);
      }),
    );
  });

  it("agrees with plain iteration from 0, where there are", () => {
    fc.assert(
      fc.property(anyWorld, removedSets, (world, set) => {
        expectClose(lossOf(world, set), plainLoss(world, set, byIteration(world, set)), 1e-9);
      }),
      cases(60),
    );
  });

  it("is never less than the direct dependency", () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const loss = lossOf(world, CHINA);
        const direct = directDependency(viewOf(world).sector, CHINA.countries);
        expect(loss.lower).toBeGreaterThanOrEqual(direct.lower - 1e-12);
        expect(loss.upper).toBeGreaterThanOrEqual(direct.upper - 1e-12);
      }),
    );
  });

  it("has a lower bound that is at most the upper one, and both are fractions", () => {
    fc.assert(
      fc.property(anyWorld, removedSets, (world, set) => {
        const { lower, upper } = lossOf(world, set);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(upper);
        expect(upper).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("never falls when more is removed", () => {
    fc.assert(
      fc.property(anyWorld, removedSets, removedSets, (world, one, other) => {
        const both = {
          countries: [...(one.countries ?? []), ...(other.countries ?? [])],
          owners: [...(one.owners ?? []), ...(other.owners ?? [])],
          suppliers: [...(one.suppliers ?? []), ...(other.suppliers ?? [])],
          ports: [...(one.ports ?? []), ...(other.ports ?? [])],
        };
        const [less, more] = [lossOf(world, one), lossOf(world, both)];
        expect(more.lower).toBeGreaterThanOrEqual(less.lower - 1e-9);
        expect(more.upper).toBeGreaterThanOrEqual(less.upper - 1e-9);
      }),
    );
  });

  it("narrows when a link explains a part of an input that was not explained", () => {
    fc.assert(
      fc.property(anyWorld, removedSets, fc.integer({ min: 0, max: 7 }), (world, set, to) => {
        const [known] = world.links;
        fc.pre(known !== undefined);
        const { supplierId, input } = known;
        const own = world.links.filter((link) => link.supplierId === supplierId && link.input === input);
        const missing = 1 - own.reduce((sum, { share }) => sum + share, 0);
        fc.pre(missing > 0.05 && !own.some(({ upstreamId }) => upstreamId === `s${to}`));
        const link = {
          supplierId,
          input,
          upstreamId: `s${to}`,
          originCountry: null,
          share: missing,
          source: null,
        };
        const [before, after] = [
          lossOf(world, set),
          lossOf({ ...world, links: [...world.links, link] }, set),
        ];
        expect(after.lower).toBeGreaterThanOrEqual(before.lower - 1e-9);
        expect(after.upper).toBeLessThanOrEqual(before.upper + 1e-9);
      }),
    );
  });

  it("does not depend on what suppliers are called", () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const renamed = relabelled(world, (id) => `z${9 - Number(id.slice(1))}`);
        expectClose(lossOf(renamed, CHINA), lossOf(world, CHINA), 1e-9);
      }),
    );
  });

  it("counts suppliers without links as possible losses when a policy says so, and as no certain ones", () => {
    fc.assert(
      fc.property(anyWorld, removedSets, (world, set) => {
        const [safe, unknown] = [lossOf(world, set, "safe"), lossOf(world, set, "unknown")];
        expect(unknown.lower).toBe(safe.lower);
        expect(unknown.upper).toBeGreaterThanOrEqual(safe.upper);
      }),
    );
  });
});

describe("the look-through of many countries", () => {
  it("says of each what a look-through of it alone says, whatever is unknown", () => {
    fc.assert(
      fc.property(unknownWorlds, (world) => {
        const { sector, network } = viewOf(world, "unknown");
        const countries = ["CN", "JP", "US", "KR"];
        for (const [at, [together]] of lookThroughCountries([sector], countries, network).entries()) {
          const alone = lossOf(world, { countries: countries.slice(at, at + 1) }, "unknown");
          expectClose(together ?? { lower: -1, upper: -1 }, alone, 1e-9);
        }
      }),
    );
  });

  it("says of each what a look-through of it alone says", () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { sector, network } = viewOf(world);
        const countries = ["CN", "JP", "US", "KR"];
        const together = lookThroughCountries([sector], countries, network);
        const alone = countries.map((country) => lookThrough([sector], { countries: [country] }, network));
        expect(together).toEqual(alone);
      }),
    );
  });
});

describe("the ranking of removals", () => {
  it("says of each removal what a look-through of it alone says, whatever is unknown", () => {
    fc.assert(
      fc.property(unknownWorlds, (world) => {
        const { sector } = viewOf(world, "unknown");
        for (const { kind, key, loss } of sector.removals) {
          expectClose(loss, lossOf(world, setOf(kind, key), "unknown"), 1e-9);
        }
      }),
    );
  });

  it("holds every supplier that is sold from: by itself, by its owner, or by the one that it is controlled by", () => {
    fc.assert(
      fc.property(unknownWorlds, (world) => {
        const { sector } = viewOf(world, "unknown");
        const owners = sector.removals.filter((removal) => isCounted(removal, "owner"));
        const worst = Math.max(...owners.map(({ loss }) => loss.lower));
        for (const id of new Set(world.positions.flatMap(({ supplierId }) => supplierId ?? []))) {
          const own = lossOf(world, { suppliers: [id] }, "unknown").lower;
          expect(worst).toBeGreaterThanOrEqual(own - 1e-9);
        }
      }),
    );
  });

  it("says of each removal what a look-through of it alone says", () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { sector, network } = viewOf(world);
        for (const { kind, key, loss } of rankRemovals([sector], network)[0]?.removals ?? []) {
          expectClose(loss, lossOf(world, setOf(kind, key)), 1e-9);
        }
      }),
      cases(50),
    );
  });

  it("puts the largest certain loss first", () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const losses = viewOf(world).sector.removals.map(({ loss }) => loss.lower);
        expect(losses).toEqual([...losses].sort((a, b) => b - a));
      }),
    );
  });
});

describe("the worst loss by one owner", () => {
  it("is certainly that by one of unknown owner, and may be all that is sold by those whom nobody knows", () => {
    const rule = ruleOf({ measure: { kind: "loss", of: "owner" } });
    const positions = [
      positionOf({ supplierId: "mystery" }),
      positionOf({ positionId: "P-2", supplierId: null }),
    ];
    const view = viewOf({ positions, suppliers: [], links: [] });
    const [found] = observeRule(rule, view, () => null);
    expect(found?.observed).toEqual({ lower: 0.5, upper: 1 });
  });

  it("is never less than the loss by any owner alone", () => {
    const rule = ruleOf({ measure: { kind: "loss", of: "owner" } });
    fc.assert(
      fc.property(anyWorld, (world) => {
        const view = viewOf(world);
        const observed = observeRule(rule, view, () => null)[0]?.observed;
        for (const { loss } of view.sector.removals.filter(({ kind }) => kind === "owner")) {
          expect(observed?.lower).toBeGreaterThanOrEqual(loss.lower);
          expect(observed?.upper).toBeGreaterThanOrEqual(loss.upper);
        }
      }),
    );
  });
});

describe("what turns out to be true", () => {
  const expectWithin = (truth: Interval, bounds: Interval) => {
    expect(truth.lower).toBeGreaterThanOrEqual(bounds.lower - 1e-9);
    expect(truth.upper).toBeLessThanOrEqual(bounds.upper + 1e-9);
  };

  it.each([["CN"], ["US"], ["KR"]])("lies within the bounds of a look-through of %s", (country) => {
    fc.assert(
      fc.property(unknownWorlds, answers, (world, next) => {
        const set = { countries: [country] };
        expectWithin(lossOf(completed(world, next), set, "unknown"), lossOf(world, set, "unknown"));
      }),
      cases(300),
    );
  });

  it("lies within the bounds of a look-through of an owner that has a row", () => {
    fc.assert(
      fc.property(unknownWorlds, answers, (world, next) => {
        const owner = world.suppliers[0]?.supplierId ?? "outsider-0";
        const set = { owners: [owner] };
        expectWithin(lossOf(completed(world, next), set, "unknown"), lossOf(world, set, "unknown"));
      }),
      cases(300),
    );
  });

  it.each(["owner", "country"] as const)("lies within the bounds of the worst loss by one %s", (of) => {
    const rule = ruleOf({ measure: { kind: "loss", of } });
    const observed = (world: World) => {
      return observeRule(rule, viewOf(world, "unknown"), () => null)[0]?.observed ?? { lower: 2, upper: -1 };
    };
    fc.assert(
      fc.property(unknownWorlds, answers, (world, next) => {
        expectWithin(observed(completed(world, next)), observed(world));
      }),
      cases(300),
    );
  });
});
