import { describe, expect, it } from "vitest";
import { scopeOf } from "../../../../shared/assessment/assessment.ts";
import { holdersSections } from "../../../../shared/bulletin/sections/holders.ts";
import type { Rule } from "../../../../shared/policy/rule.ts";
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

function sections(measure: Rule["measure"], sellers: string[], links: Link[] = []): string[][] {
  const policy = policyOf({ rules: [ruleOf({ measure })] });
  const fold = foldOf(sellers.map((supplierId) => positionOf({ supplierId, originCountry: "KR" })));
  const suppliers = suppliersOf(catl, lg, held);
  const { assessment, observations, nameOf } = assessed({
    fold,
    suppliers,
    policy,
    links: Map.groupBy(links, ({ supplierId }) => supplierId),
  });
  const [observation] = observations;
  const scope = observation === undefined ? null : scopeOf(observation, assessment);
  if (observation === undefined || scope === null) throw new Error("nothing was observed");
  return holdersSections(observation, scope, nameOf);
}

const link = (upstreamId: string, share: number): Link => {
  return { supplierId: "lg", input: "cells", upstreamId, originCountry: null, share, source: null };
};
const toCatl = [link("catl", 1)];
const unexplained = [link("lg", 0)];
const nothing = "  Nothing is certain: all of it depends on what is not known.";
const viaCatl = "WHO IT COMES THROUGH: owners in any tier, via catl";
const ofCatl: Rule["measure"] = { kind: "look-through", of: { owners: ["catl"] } };
const onList: Rule["measure"] = { kind: "share", of: { list: "1260h" } };
const sellers = "WHO SELLS IT, by owner, from the 1260H list";

type Case = [name: string, measure: Rule["measure"], sellers: string[], links: Link[], sections: string[][]];

describe("who stands behind what a rule observed", () => {
  it.each<Case>([
    [
      "names the owners that a loss certainly comes through",
      ofCatl,
      ["lg"],
      toCatl,
      [[viaCatl, "  ######################################## 100.0 % CATL"]],
    ],
    ["says where all of a loss is only possible", ofCatl, ["lg"], unexplained, [[viaCatl, nothing]]],
    ["leaves out a section where nothing is possible", ofCatl, ["lg"], [link("lg", 1)], []],
    [
      "names the owners of those who sell what is on a list",
      onList,
      ["catl", "lg"],
      [],
      [[sellers, "  #################### 50.0 % CATL"]],
    ],
    ["says where all on a list is only possible", onList, ["held", "lg"], [], [[sellers, nothing]]],
    ["leaves out the sellers where none may be on the list", onList, ["lg"], [], []],
  ])("%s", (_name, measure, by, links, expected) => {
    expect(sections(measure, by, links)).toEqual(expected);
  });

  it("names a seller whose owner is not known, and says so", () => {
    const direct: Rule["measure"] = { kind: "direct", of: { countries: ["KR"] } };
    expect(sections(direct, ["held"])).toContainEqual([
      "WHO SELLS IT, by owner",
      "  ######################################## 100.0 % Held (owner unknown)",
    ]);
  });
});
