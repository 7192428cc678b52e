import { describe, expect, it } from "vitest";
import type { Assessment } from "../../../shared/assessment/assessment.ts";
import { emptyFold, mergeFolds } from "../../../shared/supply/fold.ts";
import type { Link, Links } from "../../../shared/supply/link.ts";
import { assessed, foldOf, policyOf, ruleOf, type Supply, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const catl = supplierOf({ supplierId: "catl", name: "CATL", country: "CN", lists: ["1260h", "ndaa-154"] });
const pack = supplierOf({ supplierId: "pack", country: "US", parentId: "catl", parentStake: 0.6 });
const maker = supplierOf({ supplierId: "maker" });
const unrelated = supplierOf({ supplierId: "unrelated", parentId: "catl", parentStake: 1 });

const positions = [
  positionOf({ supplierId: "pack", originCountry: "US", exposure: 300_00 }),
  positionOf({ supplierId: "maker", originCountry: "JP", exposure: 500_00 }),
  positionOf({ supplierId: null, originCountry: null, exposure: 200_00 }),
];
const [first = positionOf()] = positions;

const link = {
  supplierId: "maker",
  input: "cells",
  upstreamId: "pack",
  originCountry: null,
  share: 0.5,
  source: null,
};
const unrelatedLink = { ...link, supplierId: "unrelated" };
const linksOf = (...links: Link[]): Links => Map.groupBy(links, ({ supplierId }) => supplierId);

function assessmentOf(supply: Supply = {}): Assessment {
  const given = { fold: foldOf(positions), suppliers: suppliersOf(catl, pack, maker), ...supply };
  return assessed(given).assessment;
}

describe("the input hash", () => {
  const { inputHash } = assessmentOf();

  it.each<[string, Supply]>([
    ["another order of positions", { fold: foldOf(positions.toReversed()) }],
    ["other pages", { fold: positions.map((one) => foldOf([one])).reduce(mergeFolds, emptyFold()) }],
    ["another order of suppliers", { suppliers: suppliersOf(maker, pack, catl) }],
    ["a supplier that nobody buys from", { suppliers: suppliersOf(catl, pack, maker, unrelated) }],
    [
      "another order of a supplier's lists",
      { suppliers: suppliersOf({ ...catl, lists: catl.lists.toReversed() }, pack, maker) },
    ],
    ["a link of a supplier that nobody buys from", { links: linksOf(unrelatedLink) }],
    ["another policy", { policy: policyOf({ rules: [ruleOf({ above: { warning: 0.1 } })] }) }],
  ])("stays the same with %s", (_what, supply) => {
    expect(assessmentOf(supply).inputHash).toBe(inputHash);
  });

  it.each<[string, Supply]>([
    ["a cent more", { fold: foldOf([...positions, positionOf({ supplierId: "maker", exposure: 1 })]) }],
    ["a position worth nothing more", { fold: foldOf([...positions, positionOf({ exposure: 0 })]) }],
    [
      "a unit of exposure moved to another country",
      { fold: foldOf([{ ...first, originCountry: "CN" }, ...positions.slice(1)]) },
    ],
    ["a position fewer", { fold: foldOf(positions.slice(1)) }],
    ["an unreadable row", { fold: foldOf(positions, 1) }],
    ["a supplier renamed", { suppliers: suppliersOf(catl, pack, { ...maker, name: "Maker Inc." }) }],
    [
      "a supplier that says that its inputs do not matter",
      {
        suppliers: suppliersOf(catl, pack, { ...maker, inputs: "none" }),
      },
    ],
    ["a stake changed", { suppliers: suppliersOf(catl, { ...pack, parentStake: 0.4 }, maker) }],
    ["a parent's country changed", { suppliers: suppliersOf({ ...catl, country: "HK" }, pack, maker) }],
    ["a parent's list removed", { suppliers: suppliersOf({ ...catl, lists: ["1260h"] }, pack, maker) }],
    ["a link of a supplier that somebody buys from", { links: linksOf(link) }],
    ["another past to compare with", { foldsBefore: new Map([[30, foldOf([first])]]) }],
    ["a supplier's row gone", { suppliers: suppliersOf(catl, pack) }],
  ])("changes with %s", (_what, supply) => {
    expect(assessmentOf(supply).inputHash).not.toBe(inputHash);
  });
});

describe("the input hash of linked suppliers", () => {
  const cells = supplierOf({ supplierId: "cells", country: "CN" });
  const links = linksOf({ ...link, upstreamId: "cells" }, { ...link, input: "packs" });
  const known = suppliersOf(catl, pack, maker, cells);
  const { inputHash } = assessmentOf({ links, suppliers: known });

  it("stays the same with another order of links", () => {
    const backwards = new Map([...links].map(([id, all]) => [id, all.toReversed()]));
    expect(assessmentOf({ links: backwards, suppliers: known }).inputHash).toBe(inputHash);
  });

  it("changes with a supplier who is only reached through a link", () => {
    const suppliers = suppliersOf(catl, pack, maker, { ...cells, country: "KR" });
    expect(assessmentOf({ links, suppliers }).inputHash).not.toBe(inputHash);
  });

  it("changes with where a link is made", () => {
    const changed = linksOf(
      { ...link, upstreamId: "cells", originCountry: "CN" },
      { ...link, input: "packs" },
    );
    expect(assessmentOf({ links: changed, suppliers: known }).inputHash).not.toBe(inputHash);
  });

  it("changes with the share of a link", () => {
    const changed = linksOf(
      { ...link, upstreamId: "cells", originCountry: null, share: 0.6 },
      { ...link, input: "packs" },
    );
    expect(assessmentOf({ links: changed, suppliers: known }).inputHash).not.toBe(inputHash);
  });
});

describe("the assessment's id", () => {
  it("is the same for the same input", () => {
    expect(assessmentOf().id).toBe(assessmentOf().id);
  });

  it("changes with the policy, though the input hash does not", () => {
    const policy = policyOf({ rules: [ruleOf({ above: { warning: 0.1 } })] });
    expect(assessmentOf({ policy }).id).not.toBe(assessmentOf().id);
    expect(assessmentOf({ policy }).policyHash).not.toBe(assessmentOf().policyHash);
  });
});
