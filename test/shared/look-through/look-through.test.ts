import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { View } from "../../../shared/assessment/view.ts";
import {
  lookThrough,
  lookThroughCountries,
  mappedShare,
  undeclaredShare,
} from "../../../shared/look-through/look-through.ts";
import { rankRemovals } from "../../../shared/look-through/removal-ranking.ts";
import { visitRemovals } from "../../../shared/look-through/removal-visits.ts";
import type { AffiliatedCell } from "../../../shared/supply/affiliated-cell.ts";
import type { Scope } from "../../../shared/supply/scope.ts";
import type { Interval } from "../../../shared/values/interval.ts";
import { cases } from "../../support/cases.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { viewOf, type World, worlds } from "../../support/supply-worlds.ts";
import { unknownWorlds } from "../../support/unknown-worlds.ts";

const NOTHING: World = { positions: [], suppliers: [], links: [] };
const from = (supplierId: string, upstreamId: string) => ({
  supplierId,
  input: "cells",
  upstreamId,
  originCountry: null,
  share: 1,
  source: null,
});

/** One who makes packs of cells, one who says that it needs nothing, one who says nothing, and one whom nobody knows. */
const four: World = {
  positions: [
    positionOf({ positionId: "P-1", supplierId: "packs", exposure: 40 }),
    positionOf({ positionId: "P-2", supplierId: "whole", exposure: 30 }),
    positionOf({ positionId: "P-3", supplierId: "silent", exposure: 20 }),
    positionOf({ positionId: "P-4", supplierId: null, originCountry: null, exposure: 10 }),
  ],
  suppliers: [
    supplierOf({ supplierId: "packs" }),
    supplierOf({ supplierId: "whole", inputs: "none" }),
    supplierOf({ supplierId: "silent" }),
    supplierOf({ supplierId: "cells", country: "CN", inputs: "none" }),
  ],
  links: [from("packs", "cells")],
};

describe("how much is known of what suppliers need", () => {
  it("is the exposure with those that declared inputs, or said that they need none", () => {
    const { sector, network } = viewOf(four);
    expect(mappedShare(sector, network)).toBe(0.7);
  });

  it("is not the exposure with known suppliers that said nothing", () => {
    const { sector, network } = viewOf(four);
    expect(undeclaredShare(sector, network)).toBe(0.2);
  });
});

describe("a look-through", () => {
  it("has nothing to say of a scope without exposure", () => {
    const { sector, network } = viewOf(four);
    const [own, empty] = lookThrough([sector, viewOf(NOTHING).sector], { countries: ["CN"] }, network);
    expect([own?.lower, empty]).toEqual([0.4, null]);
  });

  it("of many countries has chains only where they are wanted, and the same loss without", () => {
    const { sector, network } = viewOf(four);
    const wanted = (country: string) => country === "CN";
    const [china, japan] = lookThroughCountries([sector], ["CN", "JP"], network, wanted);
    const [, withChains] = lookThroughCountries([sector], ["CN", "JP"], network);
    expect(china?.[0]?.chains).toHaveLength(1);
    expect(withChains?.[0]?.chains.length).toBeGreaterThan(0);
    expect(japan).toEqual([{ ...withChains?.[0], chains: [] }]);
  });
});

describe("a ranking of removals", () => {
  const ranked = () => {
    const { sector, network } = viewOf(four);
    return rankRemovals([sector], network)[0];
  };

  it("lists those that cost nothing as well, and nobody and no country that is not known", () => {
    const keys = ranked()?.removals.map(({ kind, key, loss }) => [kind, key, loss.lower]);
    expect(keys).toEqual([
      ["country", "JP", 0.9],
      ["country", "CN", 0.4],
      ["owner", "cells", 0.4],
      ["owner", "packs", 0.4],
      ["owner", "whole", 0.3],
      ["owner", "silent", 0.2],
    ]);
    const { sector, network } = viewOf({
      ...four,
      positions: [positionOf({ supplierId: "whole", originCountry: null })],
    });
    const [one] = rankRemovals([sector], network);
    expect(one?.removals.map(({ kind, key, loss }) => [kind, key, loss.lower])).toEqual([
      ["country", "JP", 1],
      ["owner", "whole", 1],
    ]);
  });

  it("lists every owner of whom it is not known whether it costs anything", () => {
    const mayBeOf = (parentId: string) =>
      supplierOf({ supplierId: `of-${parentId}`, parentId, parentStake: null });
    const { sector, network } = viewOf({
      ...NOTHING,
      positions: ["p", "q"].map((id) => positionOf({ positionId: id, supplierId: `of-${id}` })),
      suppliers: [
        mayBeOf("p"),
        mayBeOf("q"),
        supplierOf({ supplierId: "p" }),
        supplierOf({ supplierId: "q" }),
      ],
    });
    const [one] = rankRemovals([sector], network);
    const owners = one?.removals.filter(({ kind }) => kind === "owner") ?? [];
    expect(owners.map(({ key, loss }) => [key, loss.lower, loss.upper])).toEqual([
      ["p", 0, 0.5],
      ["q", 0, 0.5],
    ]);
    expect(one?.more).toBeNull();
  });

  it("says what may be lost by one of whom not even the name is known, as owner and as country", () => {
    expect(ranked()?.unnamed).toEqual({ owner: 0.1, country: 0.1 });
  });
});

describe("a visit to every removal of a kind", () => {
  const kinds = fc.constantFrom("owner" as const, "country" as const);
  const share = ({ cells, total }: Scope, fraction: (cell: AffiliatedCell) => number) =>
    cells.reduce((sum, cell) => sum + cell.exposure * fraction(cell), 0) / total;

  /** A key, and what is certainly and possibly lost by it. */
  type Found = [key: string | null, lower: number, upper: number];

  /** What a visit finds, as a ranking says it. */
  function visited({ sector, network }: View, kind: "owner" | "country") {
    const found: Found[] = [];
    visitRemovals(sector, network, kind, (key, certain, possible) => {
      found.push([key, share(sector, certain), share(sector, possible)]);
    });
    return found;
  }

  it("asks before it solves an owner, and says the most that this may cost", () => {
    fc.assert(
      fc.property(unknownWorlds, fc.boolean(), (world, isWanted) => {
        const { sector, network } = viewOf(world, "unknown");
        fc.pre(sector.total > 0);
        let atMost: Interval | null = null;
        let asked = 0;
        visitRemovals(
          sector,
          network,
          "owner",
          (key, certain, possible) => {
            if (key === null) return;
            expect(share(sector, certain)).toBeLessThanOrEqual(atMost?.lower ?? -1);
            expect(share(sector, possible)).toBeLessThanOrEqual((atMost?.upper ?? -1) + 1e-12);
            asked += 1;
          },
          (bounds) => {
            atMost = bounds;
            return isWanted;
          },
        );
        if (!isWanted) expect(asked).toBe(0);
      }),
      cases(200),
    );
  });

  it.each([
    ["where all is known but a country", worlds({ cycles: true })],
    ["whatever is unknown", unknownWorlds],
  ])(
    "finds each loss of the ranking, first the one by whom nobody knows, and owners before suppliers: %s",
    (_what, some) => {
      fc.assert(
        fc.property(some, kinds, (world, kind) => {
          const view = viewOf(world, "unknown");
          const [ranking] = rankRemovals([view.sector], view.network);
          fc.pre(ranking !== undefined && view.sector.total > 0);
          const found = visited(view, kind);
          const first = found.shift();
          expect(first?.[0]).toBeNull();
          expect(first?.[2]).toBeCloseTo(ranking.unnamed[kind], 9);
          for (const one of kind === "country" ? ["country"] : ["owner", "supplier"]) {
            const expected = ranking.removals.filter((removal) => removal.kind === one);
            const own = new Map(found.splice(0, expected.length).map(([key, ...loss]) => [key, loss]));
            expect(own.size).toBe(expected.length);
            for (const { key, loss } of expected) {
              expect(own.get(key)?.[0]).toBeCloseTo(loss.lower, 9);
              expect(own.get(key)?.[1]).toBeCloseTo(loss.upper, 9);
            }
          }
          expect(found).toEqual([]);
        }),
      );
    },
  );
});
