import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Observation } from "../../../shared/assessment/observation.ts";
import { countsGoods, goodsTest, isOfGoods } from "../../../shared/policy/listed-goods.ts";
import { listingsOf } from "../../../shared/policy/listings.ts";
import type { Policy } from "../../../shared/policy/policy.ts";
import { readLists } from "../../../shared/policy/read-lists.ts";
import { shippedLists } from "../../../shared/policy/restricted-lists.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { windowEnding } from "../../../shared/values/day.ts";
import { assessed, entryOf, foldOf, policyOf, ruleOf, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const goodsOf = (fields: object) =>
  entryOf({ entity: "inverters", names: [], country: null, items: ["inverter"], ...fields });
const OUTSIDE = goodsOf({ originsExcept: ["US"] });
const rule = ruleOf({ measure: { kind: "share", of: { list: "1260h" } }, above: { critical: 0.1 } });
const policy = policyOf({ rules: [rule] });
const seller = supplierOf({ supplierId: "s", name: "Seller", country: "US", lists: [] });

/** What a rule about the list finds. */
function found(
  positions: Position[],
  entry = OUTSIDE,
  asOf = "2026-07-31",
  more: Partial<Policy> = {},
): Observation {
  const suppliers = suppliersOf(seller);
  const listings = listingsOf(suppliers, { lists: new Map(), entries: [entry] });
  const window = windowEnding(asOf, 365);
  const fold = foldOf(positions, 0, window);
  const [one] = assessed({ fold, suppliers, listings, policy: { ...policy, ...more }, window }).observations;
  if (one === undefined) throw new Error("no rule");
  return one;
}

const bought = (item: string, originCountry: string | null, usd: number, supplierId: string | null = "s") =>
  positionOf({
    positionId: `${item} ${originCountry}`,
    item,
    originCountry,
    exposure: usd * 100,
    supplierId,
  });

describe("a list that names goods", () => {
  it("counts items of these origins certainly, and of unknown origin possibly, whoever sells them", () => {
    const positions = [
      bought("inverter", "CN", 30),
      bought("inverter", "US", 20),
      bought("inverter", null, 10),
      bought("bess", "CN", 40),
    ];
    expect(found(positions).observed).toEqual({ lower: 0.3, upper: 0.4 });
    expect(found(positions, goodsOf({ origins: ["CN", "RU"] })).observed).toEqual({ lower: 0.3, upper: 0.4 });
    expect(found(positions, goodsOf({ origins: ["US"] })).observed).toEqual({ lower: 0.2, upper: 0.3 });
  });

  it.each<[string, object, { lower: number; upper: number }]>([
    ["made where others count as well", { origins: ["CN"] }, { lower: 0.5, upper: 0.5 }],
    ["made where goods count as made elsewhere", { origins: ["HK"] }, { lower: 0, upper: 0.5 }],
    ["made in neither", { origins: ["US"] }, { lower: 0.5, upper: 0.5 }],
    ["made anywhere but where others count as well", { originsExcept: ["CN"] }, { lower: 0.5, upper: 0.5 }],
    ["made anywhere but in one that counts as another", { originsExcept: ["HK"] }, { lower: 0.5, upper: 1 }],
    ["made anywhere but in both", { originsExcept: ["HK", "CN"] }, { lower: 0.5, upper: 0.5 }],
  ])("counts goods %s as the policy counts countries: %j", (_where, fields, observed) => {
    const positions = [
      bought("inverter", "CN", 30),
      bought("inverter", "HK", 20),
      bought("inverter", "US", 50),
    ];
    expect(found(positions, goodsOf(fields), "2026-07-31", { countAs: { HK: "CN" } }).observed).toEqual(
      observed,
    );
  });

  it("counts them in its period", () => {
    const positions = [bought("inverter", "CN", 30), bought("bess", "CN", 70)];
    const entry = goodsOf({ originsExcept: ["US"], from: "2026-07-28", to: "2026-07-30" });
    const on = (asOf: string) => found(positions, entry, asOf).observed?.lower;
    expect(["2026-07-27", "2026-07-28", "2026-07-29", "2026-07-30"].map(on)).toEqual([0, 0.3, 0.3, 0]);
  });

  it("counts in shares alone, and in their change", () => {
    const share = { kind: "share", of: { list: "1260h" } } as const;
    expect(countsGoods(share)).toBe(true);
    expect(countsGoods({ kind: "change", of: share, days: 90 })).toBe(true);
    expect(countsGoods({ kind: "look-through", of: { list: "1260h" } })).toBe(false);
  });

  it("names no supplier that is called like the goods", () => {
    const suppliers = suppliersOf(supplierOf({ supplierId: "i", name: "inverters", lists: [] }));
    const { on } = listingsOf(suppliers, { lists: new Map(), entries: [OUTSIDE] });
    expect(on("2026-07-31")).toBe(suppliers);
  });

  it("answers as a plain reading of its entries does", () => {
    const countries = fc.constantFrom("US", "CN", "DE");
    const entry = fc
      .record({
        items: fc.uniqueArray(fc.constantFrom("a", "b"), { minLength: 1 }),
        places: fc.uniqueArray(countries, { minLength: 1 }),
        isExcept: fc.boolean(),
      })
      .map(({ items, places, isExcept }) =>
        goodsOf({ items, [isExcept ? "originsExcept" : "origins"]: places }),
      );
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 4 }),
        fc.constantFrom("a", "b", "c"),
        fc.option(countries),
        (entries, item, originCountry) => {
          const about = entries.filter(({ items }) => items?.includes(item));
          const isThere = about.some(({ origins, originsExcept }) =>
            origins ? origins.includes(originCountry ?? "") : !originsExcept?.includes(originCountry ?? ""),
          );
          const plain = originCountry === null ? (about.length > 0 ? "maybe" : "no") : isThere ? "yes" : "no";
          const test = goodsTest(entries.filter(isOfGoods), undefined);
          expect(test("1260h", { item, originCountry })).toBe(plain);
          expect(test("other", { item, originCountry })).toBe("no");
        },
      ),
    );
  });

  it.each([
    [
      { items: ["inverter"] },
      'field "origins": must say where the goods were made: that, or "originsExcept", and not both',
    ],
    [{ items: ["inverter"], origins: ["CN"], originsExcept: ["US"] }, 'field "origins": must say where'],
    [{ origins: ["CN"] }, 'field "items": must name the goods that were made there'],
    [{ items: ["inverter"], origins: ["ZZ"] }, '"ZZ" is no country of ISO 3166-1'],
    [{ items: ["inverter"], origins: ["CN"], names: ["A"] }, 'field "names": must be left out'],
    [{ items: ["inverter"], origins: ["CN"], suppliers: ["a"] }, 'field "suppliers": must be left out'],
    [{ items: ["inverter"], origins: ["CN"], country: "CN" }, 'field "country" is "CN": must be left out'],
    [{ items: [], origins: ["CN"] }, 'field "items"'],
    [{ items: ["inverter"], originExcept: ["US"] }, "nearest: originsExcept"],
  ])("%j is refused in one sentence", (fields, sentence) => {
    const entry = {
      list: "x",
      entity: "inverters",
      from: null,
      status: "listed",
      source: "A test",
      ...fields,
    };
    const lists = [{ list: "x", title: "X", source: "A test" }];
    const read = readLists({ schemaVersion: 1, lists, entries: [entry] });
    expect(read).toMatchObject({ problem: expect.stringContaining('entry 1 ("inverters" on "x"): ') });
    expect(read).toMatchObject({ problem: expect.stringContaining(sentence) });
  });

  it("ships with what the FCC names by category", () => {
    const { goodsOn } = listingsOf(new Map(), shippedLists);
    const inverter = { item: "inverter", originCountry: "CN" };
    const on = (day: string, goods = inverter) => goodsTest(goodsOn(day), undefined)("fcc-covered", goods);
    expect(on("2026-07-27")).toBe("no");
    expect(on("2026-07-28")).toBe("yes");
    expect(on("2026-07-28", { ...inverter, originCountry: "US" })).toBe("no");
    expect(goodsOn("2026-07-28")).toBe(goodsOn("2026-07-29"));
  });
});
