import { describe, expect, it } from "vitest";
import type { Policy } from "../../../../shared/policy/policy.ts";
import type { Link } from "../../../../shared/supply/link.ts";
import type { Supplier } from "../../../../shared/supply/supplier.ts";
import { policyOf, ruleOf } from "../../../support/builders.ts";
import { positionOf, supplierOf } from "../../../support/samples.ts";
import { flat, tell } from "../telling.ts";

const throughChina = ruleOf({ measure: { kind: "look-through", of: { countries: ["CN"] } } });
const catl = supplierOf({ supplierId: "catl", name: "CATL", country: "CN" });
const maker = supplierOf({ inputs: "none" });

function linkOf(input: string, upstreamId: string, originCountry: string | null = null): Link {
  return { supplierId: "maker", input, upstreamId, originCountry, share: 1, source: `${input} filing` };
}

function textOf(links: Link[], suppliers: Supplier[], policy: Partial<Policy> = {}): string {
  const positions = [
    positionOf({ exposure: 300_00 }),
    positionOf({ positionId: "P-2", supplierId: "seller", exposure: 100_00 }),
  ];
  const rules = [
    throughChina,
    ruleOf({ id: "japan", measure: { kind: "direct", of: { countries: ["JP"] } } }),
  ];
  return tell({ positions, suppliers, links, policy: policyOf({ rules, ...policy }) }).text;
}

describe("how a loss gets in", () => {
  const seller = supplierOf({ supplierId: "seller", name: "Seller", inputs: "none" });

  it("names every input that decides, and says that they stop the same goods", () => {
    const links = [linkOf("bms", "catl"), linkOf("cells", "catl")];
    expect(textOf(links, [maker, catl, seller])).toContain(
      [
        "BIGGEST PATHS",
        "  USD 300  CATL bms (100 %) in Maker KK, sold as",
        "    bess",
        "    the same goods also stop by CATL cells",
        "      (100 %) in Maker KK, sold as bess",
        "  Sources of the links: bms filing; cells",
        "    filing.",
        "",
      ].join("\n"),
    );
  });

  it("counts inputs beyond what a reader can check", () => {
    const links = ["a", "b", "c", "d", "e", "f"].map((input) => linkOf(input, "catl"));
    expect(textOf(links, [maker, catl, seller])).toContain("\n    and by 3 more inputs\n");
  });

  it("says where a link is made whose maker stands elsewhere", () => {
    const korean = supplierOf({ supplierId: "korean", name: "Korean Cells", country: "KR" });
    expect(textOf([linkOf("cells", "korean", "CN")], [maker, korean, seller])).toContain(
      "  USD 300  Korean Cells (made in China) cells\n    (100 %) in Maker KK, sold as bess\n",
    );
  });
});

describe("how sure a look-through is", () => {
  const seller = supplierOf({ supplierId: "seller", name: "Seller" });
  const links = [linkOf("cells", "catl")];

  it("says how much is sold by those that declared no inputs", () => {
    expect(flat(textOf(links, [maker, catl, seller]))).toContain(
      "Suppliers that declared no inputs sell 25.0 % of supply (USD 100), which counts as possibly at risk.",
    );
  });

  it("says that their inputs count as safe where a policy counts them so", () => {
    expect(flat(textOf(links, [maker, catl, seller], { unmappedSuppliers: "safe" }))).toContain(
      "Suppliers that declared no inputs sell 25.0 % of supply (USD 100): this policy counts these inputs as safe.",
    );
  });

  it("says nothing of it where all declared them, or say that they do not matter", () => {
    const silent = { ...seller, inputs: "none" } as const;
    expect(textOf(links, [maker, catl, silent])).not.toContain("declared no inputs");
  });
});
