import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Assessment } from "../../../shared/assessment/assessment.ts";
import type { MeasuredScope } from "../../../shared/assessment/scope-measures.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import type { Rule } from "../../../shared/policy/rule.ts";
import type { Position } from "../../../shared/supply/position.ts";
import {
  assessed,
  foldArbitrary,
  foldOf,
  policyOf,
  ruleOf,
  type Supply,
  suppliersArbitrary,
  suppliersOf,
} from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const catl = supplierOf({ supplierId: "catl", name: "CATL", country: "CN" });
const pack = supplierOf({ supplierId: "pack", country: "US", parentId: "catl", parentStake: 0.6 });
const suppliers = suppliersOf(catl, pack, supplierOf());

const positions = [
  positionOf({ supplierId: "pack", originCountry: "US", exposure: 300_00 }),
  positionOf({ supplierId: "maker", originCountry: "JP", exposure: 500_00 }),
  positionOf({ supplierId: null, originCountry: null, item: "ups-lithium", exposure: 200_00 }),
];

function assessmentOf(supplied: Position[] = positions, supply: Supply = {}): Assessment {
  return assessed({ fold: foldOf(supplied), suppliers, ...supply }).assessment;
}

describe("scopes", () => {
  const items = (supplied: Position[]) => assessmentOf(supplied).scopes.map(({ item }) => item);

  it("are the whole sector, then each item by exposure", () => {
    const more = positionOf({ item: "radio-battery", exposure: 900_00 });
    expect(items([...positions, more])).toEqual([null, "radio-battery", "bess", "ups-lithium"]);
  });

  it("of equal exposure stand in the order of their names", () => {
    const equal = ["c", "a", "b"].map((item) => positionOf({ item }));
    expect(items(equal)).toEqual([null, "a", "b", "c"]);
  });

  it("add up to the whole sector", () => {
    const [sector, ...rest] = assessmentOf().scopes.map(({ exposure }) => exposure);
    expect(rest.reduce((sum, exposure) => sum + exposure, 0)).toBe(sector);
  });

  it("without positions are the empty sector alone", () => {
    expect(assessmentOf([]).scopes).toEqual([{ item: null, exposure: 0, empty: true }]);
  });

  it("of an item that is worth nothing have no measures", () => {
    const free = positionOf({ item: "sample", exposure: 0 });
    const { scopes } = assessmentOf([...positions, free]);
    expect(scopes.at(-1)).toEqual({ item: "sample", exposure: 0, empty: true });
  });
});

describe("keys", () => {
  it("stand by share, largest first, in the unit and with names", () => {
    expect(measuredSector(assessmentOf()).facets.owner).toMatchObject({
      unknown: 0.2,
      keys: [
        { key: "maker", name: "Maker KK", exposure: 500, share: 0.5 },
        { key: "catl", name: "CATL", exposure: 300, share: 0.3 },
      ],
    });
  });

  it("of equal share stand in their own order", () => {
    const equal = ["KR", "CN", "JP"].map((originCountry) => positionOf({ originCountry }));
    const { origin } = measuredSector(assessmentOf(equal)).facets;
    expect(origin.keys.map(({ key, name }) => [key, name])).toEqual([
      ["CN", "China"],
      ["JP", "Japan"],
      ["KR", "South Korea"],
    ]);
  });

  it("that are worth nothing are not listed", () => {
    const free = positionOf({ originCountry: "CN", exposure: 0 });
    const { origin } = measuredSector(assessmentOf([...positions, free])).facets;
    expect(origin.keys.map(({ key }) => key)).toEqual(["JP", "US"]);
  });

  it("without a supplier row are named by their id", () => {
    const [key] = measuredSector(assessmentOf([positionOf({ supplierId: "ghost" })])).facets.supplier.keys;
    expect(key).toEqual({ key: "ghost", name: "ghost", exposure: 100, share: 1 });
  });
});

describe("the direct dependency", () => {
  it("is given for every country that is seen and every one that a rule names", () => {
    const ofIran: Measure = { kind: "share", of: { facet: "origin", countries: ["IR"] } };
    const policy = policyOf({ rules: [ruleOf({ measure: ofIran })] });
    const { direct } = measuredSector(assessmentOf(positions, { policy }));
    expect(Object.keys(direct)).toEqual(["CN", "IR", "JP", "US"]);
  });
});

describe("an assessment in JSON", () => {
  const rules: Partial<Rule>[] = [
    { measure: { kind: "effective", facet: "owner" } },
    { measure: { kind: "look-through", of: { countries: ["CN"] } } },
    { measure: { kind: "change", of: { kind: "hhi", facet: "owner" }, days: 30 }, above: { warning: 500 } },
  ];
  const policy = policyOf({
    rules: rules.map((rule, index) => ruleOf({ id: `rule-${index}`, by: "item", ...rule })),
  });

  it("holds no NaN and no Infinity: it comes back as it was", () => {
    fc.assert(
      fc.property(foldArbitrary, foldArbitrary, suppliersArbitrary, (fold, before, suppliers) => {
        const foldsBefore = new Map([[30, before]]);
        const { assessment } = assessed({ fold, foldsBefore, suppliers, policy });
        expect(JSON.parse(JSON.stringify(assessment))).toEqual(assessment);
      }),
      cases(50),
    );
  });

  it("comes back as it was when nobody knows the owners, now or then", () => {
    const fold = foldOf([positionOf({ supplierId: null })]);
    const { assessment } = assessed({ fold, foldsBefore: new Map([[30, fold]]), policy });
    expect(JSON.parse(JSON.stringify(assessment))).toEqual(assessment);
  });

  it("gives null for an effective number that has no bound", () => {
    const nobody = positionOf({ supplierId: null });
    const { owner } = measuredSector(assessmentOf([nobody])).facets;
    expect(owner.effective).toEqual({ lower: 1, upper: null });
  });
});

function measuredSector({ scopes }: Assessment): MeasuredScope {
  const [scope] = scopes;
  if (scope === undefined || "empty" in scope) throw new Error("the sector is empty");
  return scope;
}
