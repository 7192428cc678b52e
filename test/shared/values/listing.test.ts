import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOf } from "../../../functions/recompute/answer.ts";
import { assess } from "../../../shared/assessment/assess.ts";
import { measuredSector } from "../../../shared/assessment/assessment.ts";
import type { MeasuredScope, ScopeMeasures } from "../../../shared/assessment/scope-measures.ts";
import { scopeMeasuresSchema } from "../../../shared/assessment/scope-measures-schema.ts";
import { byLoss, createRanking } from "../../../shared/look-through/bounded-ranking.ts";
import type { Removal } from "../../../shared/look-through/removal.ts";
import { emptyFold } from "../../../shared/supply/fold.ts";
import { foldPositions } from "../../../shared/supply/fold-positions.ts";
import type { Link } from "../../../shared/supply/link.ts";
import { countryListing, keyListing, removalListing } from "../../../shared/values/listing.ts";
import { digest, policyOf, ruleOf, suppliersOf, undatedListings, YEAR } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const removals = fc.array(
  fc.record({
    kind: fc.constantFrom("owner", "supplier", "country"),
    key: fc.string({ maxLength: 3 }),
    lower: fc.constantFrom(0, 0, 0.1, 0.2, 0.3),
    wider: fc.constantFrom(0, 0.1, 0.5),
  }),
  { maxLength: 60 },
);
const toRemoval = ({
  kind,
  key,
  lower,
  wider,
}: {
  kind: Removal["kind"];
  key: string;
  lower: number;
  wider: number;
}) => ({
  kind,
  key,
  loss: { lower, upper: lower + wider },
});

describe("a bounded ranking", () => {
  it("lists the worst, counts and bounds the others, and shows the largest loss there is, whatever comes in", () => {
    fc.assert(
      fc.property(removals, fc.integer({ min: 1, max: 8 }), (given, most) => {
        const all = given.map(toRemoval);
        const ranking = createRanking(most);
        for (const removal of all) ranking.add(removal);
        const { removals: listed, more } = ranking.done();
        expect(listed).toEqual([...listed].sort(byLoss));
        const costing = (some: Removal[]) => some.filter(({ loss }) => loss.lower > 0);
        expect(costing(listed).length + more.count).toBe(costing(all).length);
        expect(listed.length).toBeLessThanOrEqual(most + 1);
        const worst = [...all].sort(byLoss).slice(0, most);
        expect(listed.slice(0, worst.length).map(({ loss }) => loss)).toEqual(worst.map(({ loss }) => loss));
        const left = costing(all).filter((one) => !listed.includes(one));
        for (const bound of ["lower", "upper"] as const) {
          const largest = (some: Removal[]) => Math.max(0, ...some.map(({ loss }) => loss[bound]));
          expect(largest(listed)).toBe(largest(all));
          expect(more.atMost[bound]).toBe(largest(left));
        }
      }),
    );
  });
});

describe("how much is listed", () => {
  it.each([
    ["keys", keyListing(100, 400_000)],
    ["countries", countryListing(400, 250)],
  ])("is all %s of a sector of ordinary size", (_name, listing) => {
    expect(listing).toEqual({ sector: Number.POSITIVE_INFINITY, item: Number.POSITIVE_INFINITY });
  });

  it("is bounded for thousands of items and owners, and the sector's own list is long", () => {
    const scopes = 4001;
    const { sector, item } = keyListing(scopes, 1_000_000);
    expect(sector).toBeGreaterThanOrEqual(10_000);
    expect(item * scopes).toBeLessThan(300_000);
    expect(countryListing(scopes, 250).item * scopes).toBeLessThan(300_000);
  });
});

describe("how many removals of each kind are listed", () => {
  it.each([
    [1, 50],
    [6000, 50],
    [8000, 41],
    [100_000, 20],
  ])("is for %i scopes %i each, and the sector's own list keeps 50", (scopes, item) => {
    expect(removalListing(scopes, 3)).toEqual({ sector: 50, item });
  });
});

describe("a sector of so many items, owners and countries that not all is listed", () => {
  const ITEMS = 300;
  const fold = emptyFold();
  const countries = ["CN", "JP", "KR", "US", "DE", "FR", "PL", "HU", "VN", "TH"];
  const from = (at: number) => countries[at % countries.length] ?? "CN";
  const positions = Array.from({ length: ITEMS }, (_, at) =>
    positionOf({
      positionId: `p${at}`,
      item: `item-${at}`,
      supplierId: `s${at}`,
      originCountry: from(at),
      exposure: 1000 + at,
    }),
  );
  foldPositions(fold, positions, YEAR);
  // Every maker hangs on every part: each of so many removals costs each of so many items all that it has.
  const parts = Array.from({ length: 4000 }, (_, at) => `part-${at}`);
  const suppliers = suppliersOf(
    ...positions.map(({ supplierId }, at) => supplierOf({ supplierId: supplierId ?? "", country: from(at) })),
    supplierOf({ supplierId: "hub" }),
    ...parts.map((supplierId, at) => supplierOf({ supplierId, country: from(at), inputs: "none" })),
  );
  const link = { originCountry: null, share: 1, source: null };
  const links = new Map<string, Link[]>([
    ["hub", parts.map((upstreamId) => ({ ...link, supplierId: "hub", input: upstreamId, upstreamId }))],
    ...positions.map(({ supplierId }) => {
      const own = supplierId ?? "";
      return [own, [{ ...link, supplierId: own, input: "cells", upstreamId: "hub" }]] as [string, Link[]];
    }),
  ]);
  const policy = policyOf({
    rules: [
      ruleOf({ id: "loss", measure: { kind: "loss", of: "owner" }, by: "item", above: { critical: 1 } }),
    ],
  });
  const { assessment } = assess({
    policy,
    fold,
    foldsBefore: new Map(),
    suppliers,
    listings: undatedListings(suppliers),
    links,
    window: YEAR,
    refusals: [],
    version: "1",
    digest,
  });
  const [sector, item] = assessment.scopes as [MeasuredScope, MeasuredScope];

  it("lists the worst removals of each item, and says how many more there are; measures stay exact", () => {
    const all = ITEMS + 1 + parts.length;
    // Fifty owners, and all countries.
    for (const { removals } of [sector, item]) expect(removals).toHaveLength(50 + countries.length);
    // Of an item: its own maker, the hub, every part, and each country of them.
    expect(item.removals.length + (item.moreRemovals ?? 0)).toBe(2 + parts.length + countries.length);
    expect(sector.removals.length + (sector.moreRemovals ?? 0)).toBe(all + countries.length);
    expect(item.removals.every(({ loss }) => loss.lower === 1)).toBe(true);
    expect(item.moreRemovalsAtMost).toEqual({ lower: 1, upper: 1 });
    expect(assessment.rules.map(({ observed }) => observed)).toEqual(
      Array.from({ length: ITEMS }, () => ({ lower: 1, upper: 1 })),
    );
  });

  it("is read again as it was stored", () => {
    for (const scope of [sector, item]) {
      expect(scopeMeasuresSchema().parse(JSON.parse(JSON.stringify(scope))) as ScopeMeasures).toEqual(scope);
    }
  });
});

describe("an answer that is too large for Lambda", () => {
  it("keeps the largest keys, and the others as one", () => {
    const keys = Array.from({ length: 60_000 }, (_, at) => ({
      key: `k${at}`,
      name: "x".repeat(100),
      exposure: 2,
      share: 1 / 60_000,
    }));
    const fold = emptyFold();
    foldPositions(fold, [positionOf()], YEAR);
    const { assessment } = assess({
      policy: policyOf(),
      fold,
      foldsBefore: new Map(),
      suppliers: suppliersOf(),
      listings: undatedListings(suppliersOf()),
      links: new Map(),
      window: YEAR,
      refusals: [],
      version: "1",
      digest,
    });
    const scope = measuredSector(assessment);
    if (scope === null) throw new Error("no sector");
    const facets = {
      ...scope.facets,
      owner: { ...scope.facets.owner, keys, more: { keys: 5, exposure: 10, share: 0 } },
    };
    const result = {
      sector: "ai",
      assessment: { ...assessment, scopes: [{ ...scope, facets }] },
      alerts: [],
      bulletin: null,
      recovered: [],
    };
    const [answer] = answerOf([result]);
    const short = answer === undefined ? null : measuredSector(answer.assessment);
    if (short === null) throw new Error("no answer");
    expect(short.facets.owner.keys).toHaveLength(100);
    expect(short.facets.owner.more).toMatchObject({ keys: 59_905, exposure: 119_810 });
    expect(short.facets.owner.more?.share).toBeCloseTo(59_900 / 60_000, 9);
  });
});
