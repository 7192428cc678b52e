import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  inspectRemoval,
  lookThrough,
  lookThroughCountries,
} from "../../../shared/look-through/look-through.ts";
import type { Removal } from "../../../shared/look-through/removal.ts";
import { rankRemovals } from "../../../shared/look-through/removal-ranking.ts";
import { cases } from "../../support/cases.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { removedSets, viewOf, type World, worlds } from "../../support/supply-worlds.ts";

/** Worlds in which some links say where they are made, so that a country takes links away as well. */
const anyWorld = worlds({ cycles: true }).map((world) => ({
  ...world,
  links: world.links.map((link, at) => ({ ...link, originCountry: at % 3 === 0 ? "CN" : null })),
}));
const unmapped = fc.constantFrom("safe" as const, "unknown" as const);

describe("a removal is undone, so that", () => {
  it("the next one finds the world as it was", () => {
    fc.assert(
      fc.property(anyWorld, unmapped, removedSets, removedSets, (world, whatIsUnknown, first, next) => {
        const { sector, network } = viewOf(world, whatIsUnknown);
        lookThrough([sector], first, network);
        const fresh = viewOf(world, whatIsUnknown);
        expect(lookThrough([sector], next, network)).toEqual(
          lookThrough([fresh.sector], next, fresh.network),
        );
      }),
      cases(300),
    );
  });

  it("nothing stays lost when whoever looks at it fails", () => {
    fc.assert(
      fc.property(anyWorld, removedSets, removedSets, (world, first, next) => {
        const { sector, network } = viewOf(world);
        const look = () => {
          throw new Error("cannot look");
        };
        expect(() => inspectRemoval([sector], first, network, look)).toThrow("cannot look");
        const fresh = viewOf(world);
        expect(lookThrough([sector], next, network)).toEqual(
          lookThrough([fresh.sector], next, fresh.network),
        );
      }),
      cases(100),
    );
  });
});

/** Whether one removal belongs before the other: what is certainly lost first, then what may be, then by key. */
function isBefore(a: Removal, b: Removal): boolean {
  if (a.loss.lower !== b.loss.lower) return a.loss.lower > b.loss.lower;
  if (a.loss.upper !== b.loss.upper) return a.loss.upper > b.loss.upper;
  return a.key <= b.key;
}

describe("the ranking of removals", () => {
  it("has the worst first: by what is certainly lost, then by what may be, then by key", () => {
    fc.assert(
      fc.property(anyWorld, unmapped, (world, whatIsUnknown) => {
        const { sector, network } = viewOf(world, whatIsUnknown);
        const removals = rankRemovals([sector], network)[0]?.removals ?? [];
        const wrong = removals.filter((one, at) => {
          const next = removals[at + 1];
          return next !== undefined && !isBefore(one, next);
        });
        expect(wrong).toEqual([]);
      }),
      cases(300),
    );
  });

  it("stands in the order of the scopes, and is empty for one without exposure", () => {
    const empty = viewOf({ positions: [], suppliers: [], links: [] }).sector;
    const { sector, network } = viewOf(oneSupplier);
    const [first, second] = rankRemovals([empty, sector], network);
    expect(first).toEqual({ removals: [], more: null, unnamed: { owner: 0, country: 0 } });
    expect(second?.removals.map(({ kind, key, loss }) => [kind, key, loss.lower])).toEqual([
      ["country", "JP", 1],
      ["owner", "maker", 1],
    ]);
  });

  it("counts a country in which nothing but goods of positions is made", () => {
    const { sector, network } = viewOf({ ...oneSupplier, positions: [positionOf({ originCountry: "KR" })] });
    const keys = rankRemovals([sector], network)[0]?.removals.map(({ key }) => key);
    expect(keys).toContain("KR");
  });
});

const oneSupplier: World = {
  positions: [positionOf()],
  suppliers: [supplierOf({ inputs: "none" })],
  links: [],
};

describe("a look-through of countries, one at a time", () => {
  it("has nothing for a scope without exposure, and no loss by a country that supplies nothing", () => {
    const empty = viewOf({ positions: [], suppliers: [], links: [] }).sector;
    const { sector, network } = viewOf(oneSupplier);
    const [japan, brazil] = lookThroughCountries([sector, empty], ["JP", "BR"], network);
    expect(japan?.map((loss) => loss?.lower ?? null)).toEqual([1, null]);
    expect(brazil?.map((loss) => loss?.chains ?? null)).toEqual([[], null]);
  });
});
