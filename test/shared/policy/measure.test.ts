import { describe, expect, it } from "vitest";
import { type Measure, measureSchema, type ScopeMeasure } from "../../../shared/policy/measure.ts";
import { factsOf } from "../../../shared/policy/measure-facts.ts";
import { sectorScope, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { observe } from "../../support/scope-measures.ts";

const suppliers = suppliersOf(
  supplierOf({ supplierId: "us-maker", country: "US", parentId: "cn-group", parentStake: 0.5 }),
  supplierOf({ supplierId: "cn-group", country: "CN", lists: ["1260h"] }),
  supplierOf({ supplierId: "jp-maker", country: "JP" }),
);

/** Of 100: 50 made in the US and 20 in China by a Chinese group, 20 in Japan, 10 unknown. */
const scope = sectorScope(
  [
    positionOf({ supplierId: "us-maker", originCountry: "US", exposure: 50 }),
    positionOf({ supplierId: "cn-group", originCountry: "CN", exposure: 20 }),
    positionOf({ supplierId: "jp-maker", originCountry: "JP", exposure: 20 }),
    positionOf({ supplierId: null, originCountry: null, exposure: 10 }),
  ],
  suppliers,
);

const rows: [string, ScopeMeasure, number, number][] = [
  ["hhi by supplier", { kind: "hhi", facet: "supplier" }, 3300, 4400],
  ["hhi by owner", { kind: "hhi", facet: "owner" }, 5300, 6800],
  ["hhi by origin", { kind: "hhi", facet: "origin" }, 3300, 4400],
  ["hhi by control", { kind: "hhi", facet: "control" }, 5300, 6800],
  ["effective suppliers", { kind: "effective", facet: "supplier" }, 10_000 / 4400, 10_000 / 3300],
  ["the largest owner", { kind: "top", facet: "owner", n: 1 }, 0.7, 0.8],
  ["the two largest suppliers", { kind: "top", facet: "supplier", n: 2 }, 0.7, 0.8],
  ["unknown origin", { kind: "unknown", facet: "origin" }, 0.1, 0.1],
  ["unknown owner", { kind: "unknown", facet: "owner" }, 0.1, 0.1],
  ["direct on China", { kind: "direct", of: { countries: ["CN"] } }, 0.7, 0.8],
  ["direct on China and Japan", { kind: "direct", of: { countries: ["CN", "JP"] } }, 0.9, 1],
  [
    "influenced from China",
    { kind: "influenced", of: { countries: ["CN"] }, single: 0.25, together: 0.4 },
    0.7,
    0.8,
  ],
  ["share made in China", { kind: "share", of: { facet: "origin", countries: ["CN"] } }, 0.2, 0.3],
  ["share controlled from China", { kind: "share", of: { facet: "control", countries: ["CN"] } }, 0.7, 0.8],
  ["share of an owner", { kind: "share", of: { owners: ["cn-group"] } }, 0.7, 0.8],
  ["share of a supplier", { kind: "share", of: { suppliers: ["us-maker", "jp-maker"] } }, 0.7, 0.8],
  ["share of a list", { kind: "share", of: { list: "1260h" } }, 0.7, 0.8],
];

describe("observe", () => {
  it.each(rows)("%s", (_name, measure, lower, upper) => {
    const observed = observe(scope, measure);
    expect(observed?.lower).toBeCloseTo(lower, 12);
    expect(observed?.upper).toBeCloseTo(upper, 12);
  });

  it.each(rows)("%s is null in a scope without positions", (_name, measure) => {
    expect(observe(sectorScope([]), measure)).toBeNull();
  });

  it.each(rows)("%s is null in a scope whose positions are worth nothing", (_name, measure) => {
    expect(observe(sectorScope([positionOf({ exposure: 0 })]), measure)).toBeNull();
  });

  it.each(rows)("%s is a measure that a policy can name", (_name, measure) => {
    expect(measureSchema.parse(measure)).toEqual(measure);
  });
});

const ofChina: Measure = { kind: "look-through", of: { countries: ["CN"] } };
const ofList: Measure = { kind: "look-through", of: { list: "1260h" } };
const lossOfOwner: Measure = { kind: "loss", of: "owner" };

describe("what a measure is expressed in and who shows it", () => {
  it.each<[Measure, string, string[]]>([
    [{ kind: "hhi", facet: "owner" }, "points", ["owner"]],
    [{ kind: "effective", facet: "control" }, "number", ["control"]],
    [{ kind: "top", facet: "supplier", n: 3 }, "fraction", ["supplier"]],
    [{ kind: "unknown", facet: "origin" }, "fraction", ["origin"]],
    [{ kind: "direct", of: { countries: ["CN"] } }, "fraction", ["origin", "owner"]],
    [{ kind: "share", of: { facet: "control", countries: ["CN"] } }, "fraction", ["control"]],
    [{ kind: "share", of: { owners: ["catl"] } }, "fraction", ["owner"]],
    [{ kind: "share", of: { suppliers: ["catl"] } }, "fraction", ["supplier"]],
    [{ kind: "share", of: { list: "1260h" } }, "fraction", ["owner"]],
    [ofChina, "fraction", ["owner"]],
    [lossOfOwner, "fraction", ["owner"]],
    [{ kind: "loss", of: "country" }, "fraction", ["control"]],
    [{ kind: "change", of: { kind: "hhi", facet: "origin" }, days: 30 }, "points", ["origin"]],
  ])("%j", (measure, unit, facets) => {
    expect(factsOf(measure)).toMatchObject({ unit, shownBy: facets });
    expect(measureSchema.parse(measure)).toEqual(measure);
  });

  it.each<[Measure, string[], string | null]>([
    [{ kind: "hhi", facet: "owner" }, [], null],
    [{ kind: "direct", of: { countries: ["CN"] } }, ["CN"], null],
    [{ kind: "share", of: { facet: "control", countries: ["CN", "RU"] } }, ["CN", "RU"], null],
    [{ kind: "share", of: { owners: ["catl"] } }, [], null],
    [{ kind: "share", of: { list: "1260h" } }, [], "1260h"],
    [ofChina, ["CN"], null],
    [ofList, [], "1260h"],
    [lossOfOwner, [], null],
    [{ kind: "change", of: ofChina, days: 30 }, ["CN"], null],
    [{ kind: "change", of: ofList, days: 30 }, [], "1260h"],
    [{ kind: "change", of: lossOfOwner, days: 30 }, [], null],
  ])("%j names its countries and its list", (measure, countries, list) => {
    expect(factsOf(measure).names).toMatchObject({ countries, list });
  });

  it.each<[Measure, string[], string[]]>([
    [{ kind: "hhi", facet: "owner" }, [], []],
    [{ kind: "direct", of: { countries: ["CN"] } }, [], []],
    [{ kind: "share", of: { owners: ["catl", "byd"] } }, ["catl", "byd"], []],
    [{ kind: "share", of: { suppliers: ["maker"] } }, [], ["maker"]],
    [{ kind: "share", of: { list: "1260h" } }, [], []],
    [{ kind: "look-through", of: { owners: ["catl"] } }, ["catl"], []],
    [lossOfOwner, [], []],
    [{ kind: "change", of: { kind: "share", of: { owners: ["catl"] } }, days: 30 }, ["catl"], []],
    [{ kind: "change", of: lossOfOwner, days: 30 }, [], []],
  ])("%j names its companies", (measure, owners, suppliers) => {
    expect(factsOf(measure).names).toMatchObject({ owners, suppliers });
  });

  it.each<[Measure, Partial<ReturnType<typeof factsOf>>]>([
    [
      { kind: "hhi", facet: "owner" },
      { family: "concentration", dividedBy: "owner", movedBy: "owner" },
    ],
    [
      { kind: "unknown", facet: "origin" },
      { family: "unknown", dividedBy: "origin" },
    ],
    [
      { kind: "direct", of: { countries: ["CN"] } },
      { family: "counted", dividedBy: "owner", movedBy: "supplier" },
    ],
    [
      { kind: "share", of: { facet: "origin", countries: ["CN"] } },
      { family: "counted", dividedBy: "origin", movedBy: "origin" },
    ],
    [
      { kind: "share", of: { facet: "control", countries: ["CN"] } },
      { family: "counted", dividedBy: "owner", movedBy: "supplier" },
    ],
    [ofChina, { family: "tiers", dividedBy: "supplier", removes: null, daysBefore: null }],
    [lossOfOwner, { family: "tiers", dividedBy: "supplier", removes: "owner", daysBefore: null }],
    [
      { kind: "change", of: lossOfOwner, days: 30 },
      { family: "tiers", dividedBy: "supplier", removes: "owner", daysBefore: 30 },
    ],
  ])("%j is of a family, divided and moved by a facet", (measure, facts) => {
    expect(factsOf(measure)).toMatchObject(facts);
  });

  it.each([
    ["a change", { kind: "change", of: { kind: "hhi", facet: "owner" }, days: 30 }],
    ["an effective number, which may have no bound", { kind: "effective", facet: "owner" }],
  ])("is not the change of %s", (_what, of) => {
    expect(measureSchema.safeParse({ kind: "change", of, days: 30 }).success).toBe(false);
  });
});
