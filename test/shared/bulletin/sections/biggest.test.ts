import { describe, expect, it } from "vitest";
import { biggestSection } from "../../../../shared/bulletin/sections/biggest.ts";
import type { Rule } from "../../../../shared/policy/rule.ts";
import { defaultWording } from "../../../../shared/policy/wording.ts";
import type { Link } from "../../../../shared/supply/link.ts";
import { assessed, foldOf, policyOf, ruleOf, suppliersOf } from "../../../support/builders.ts";
import { positionOf, supplierOf } from "../../../support/samples.ts";

const catl = supplierOf({ supplierId: "catl", name: "CATL", country: "CN", lists: ["1260h"] });
const lg = supplierOf({ supplierId: "lg", name: "LG", country: "KR" });
const held = supplierOf({
  supplierId: "held",
  name: "Held",
  country: "CN",
  parentId: "catl",
  parentStake: null,
});

function section(measure: Rule["measure"], sellers: string[], links: Link[] = []): string[] {
  const policy = policyOf({ rules: [ruleOf({ measure })] });
  const fold = foldOf(sellers.map((supplierId) => positionOf({ supplierId, originCountry: "KR" })));
  const suppliers = suppliersOf(catl, lg, held);
  const found = assessed({
    fold,
    suppliers,
    policy,
    links: Map.groupBy(links, ({ supplierId }) => supplierId),
  });
  const [observation] = found.observations;
  if (observation === undefined) throw new Error("nothing was observed");
  return biggestSection(observation, found, defaultWording);
}

const link = (upstreamId: string, share: number): Link => {
  return { supplierId: "lg", input: "cells", upstreamId, originCountry: null, share, source: null };
};
const toCatl = [link("catl", 1)];
const unexplained = [link("lg", 0)];
const nothing = "  Nothing is certain: all of it depends on what is not known.";
const ofCatl: Rule["measure"] = { kind: "look-through", of: { owners: ["catl"] } };
const onList: Rule["measure"] = { kind: "share", of: { list: "1260h" } };

type Case = [name: string, measure: Rule["measure"], sellers: string[], links: Link[], lines: string[]];

describe("who stands behind what a rule observed", () => {
  it.each<Case>([
    [
      "names the paths through which a loss certainly comes",
      ofCatl,
      ["lg"],
      toCatl,
      ["BIGGEST PATHS", "  USD 100  CATL cells (100 %) in LG, sold as bess"],
    ],
    ["says where all of a loss is only possible", ofCatl, ["lg"], unexplained, ["BIGGEST PATHS", nothing]],
    ["leaves out a section where nothing is possible", ofCatl, ["lg"], [link("lg", 1)], []],
    [
      "names the owners of those who sell what is on a list",
      onList,
      ["catl", "lg"],
      [],
      ["BIGGEST SELLERS, by owner", "  USD 100  50.0 %  CATL"],
    ],
    [
      "says where all on a list is only possible",
      onList,
      ["held", "lg"],
      [],
      ["BIGGEST SELLERS, by owner", nothing],
    ],
    ["leaves out the sellers where none may be on the list", onList, ["lg"], [], []],
  ])("%s", (_name, measure, by, links, expected) => {
    expect(section(measure, by, links)).toEqual(expected);
  });

  it("names a seller whose owner is not known, and says so", () => {
    const direct: Rule["measure"] = { kind: "direct", of: { countries: ["KR"] } };
    expect(section(direct, ["held"])).toEqual([
      "BIGGEST SELLERS, by owner",
      "  USD 100  100.0 %  Held (owner unknown)",
    ]);
  });
});

describe("who stands behind what a rule found in a program", () => {
  it("are those without whom most of that program is lost, for a rule about a loss", () => {
    const policy = policyOf({ rules: [ruleOf({ measure: { kind: "loss", of: "owner" }, by: "program" })] });
    const bought = (program: string, supplierId: string, dollars: number) =>
      positionOf({ positionId: `${program}-${supplierId}`, program, supplierId, exposure: dollars * 100 });
    const positions = [bought("IAD", "lg", 60), bought("IAD", "catl", 30), bought("IAD", "held", 10)];
    const fold = foldOf([...positions, bought("SEA", "catl", 900)]);
    const found = assessed({ fold, suppliers: suppliersOf(catl, lg, held), policy });
    const observation = found.observations.find(({ group }) => group === "IAD");
    if (observation === undefined) throw new Error("nothing was observed");
    expect(biggestSection(observation, found, defaultWording)).toEqual([
      "BIGGEST LOSSES, if one owner stops, in IAD",
      "  USD 60  60.0 %  LG",
      "  USD 30  30.0 %  CATL",
      "  USD 10  10.0 %  Held (owner unknown)",
      "  These overlap: do not add them up.",
    ]);
  });

  it("are the parts of that program alone, and what of it is unknown", () => {
    const measure: Rule["measure"] = { kind: "share", of: { facet: "origin", countries: ["KR"] } };
    const policy = policyOf({ rules: [ruleOf({ measure, by: "program" })] });
    const bought = (program: string, originCountry: string | null, dollars: number) =>
      positionOf({
        positionId: `${program}-${originCountry}`,
        program,
        originCountry,
        exposure: dollars * 100,
      });
    const positions = [bought("IAD", "KR", 60), bought("IAD", "JP", 30), bought("IAD", null, 10)];
    const found = assessed({ fold: foldOf([...positions, bought("SEA", "CN", 900)]), policy });
    const observation = found.observations.find(({ group }) => group === "IAD");
    if (observation === undefined) throw new Error("nothing was observed");
    expect(biggestSection(observation, found, defaultWording)).toEqual([
      "BIGGEST PARTS, by country of manufacture, in IAD",
      "  USD 60  60.0 %  South Korea",
      "  USD 30  30.0 %  Japan",
      "  USD 10  10.0 %  unknown",
    ]);
  });
});

describe("what is missing until each is back", () => {
  const lossOfOwner: Rule["measure"] = { kind: "loss", of: "owner" };
  const linesOf = (...suppliers: Parameters<typeof suppliersOf>) => {
    const policy = policyOf({ rules: [ruleOf({ measure: lossOfOwner })] });
    const fold = foldOf(
      suppliers.map(({ supplierId }, at) =>
        positionOf({ positionId: supplierId, supplierId, exposure: (365 - at) * 100 }),
      ),
    );
    const found = assessed({ fold, suppliers: suppliersOf(...suppliers), policy });
    const [observation] = found.observations;
    if (observation === undefined) throw new Error("nothing was observed");
    return biggestSection(observation, found, defaultWording).slice(suppliers.length + 2);
  };
  const maker = (name: string, days: { stockDays?: number; recoveryDays?: number }) =>
    supplierOf({ supplierId: name.toLowerCase(), name, inputs: "none", ...days });

  it("stands under the biggest losses, as far as it is known", () => {
    expect(
      linesOf(
        maker("Exact", { stockDays: 30, recoveryDays: 130 }),
        maker("Between", { recoveryDays: 1 }),
        maker("Covered", { stockDays: 90, recoveryDays: 30 }),
        maker("Silent", {}),
      ),
    ).toEqual([
      "  Missing until each is back:",
      "  Exact: 100 days, USD 100",
      "  Between: 0 to 1 day, USD 0 to 1",
      "  Covered: nothing",
    ]);
  });

  it("says nothing where nobody names days", () => {
    expect(linesOf(maker("One", {}), maker("Other", {}))).toEqual([]);
  });

  it("says nothing where of all who name days nothing follows", () => {
    expect(linesOf(maker("One", { stockDays: 3 }), maker("Other", {}))).toEqual([]);
  });
});
