import { describe, expect, it } from "vitest";
import type { Policy } from "../../../../shared/policy/policy.ts";
import { readPolicy } from "../../../../shared/policy/read-policy.ts";
import { policyOf, ruleOf } from "../../../support/builders.ts";
import { positionOf, supplierOf } from "../../../support/samples.ts";
import { flat, tell } from "../telling.ts";

const suppliers = [
  supplierOf({ supplierId: "catl", country: "CN" }),
  supplierOf({ supplierId: "hk-trade", country: "HK" }),
];
const positions = [
  positionOf({ supplierId: "catl", originCountry: "CN", exposure: 70_00 }),
  positionOf({ supplierId: "hk-trade", originCountry: "VN", exposure: 10_00 }),
  positionOf({ supplierId: "catl", originCountry: "HK", exposure: 20_00 }),
];

function textOf(policy: Policy, supply = positions): string {
  return flat(tell({ positions: supply, suppliers, policy }).text);
}

const ASSUMED =
  "What stops is counted without stock or substitutes, and every customer is cut by the same share.";

describe("HOW SURE says what a figure of what stops assumes", () => {
  const through = { kind: "look-through", of: { countries: ["CN"] } } as const;
  it.each([
    ["a look-through", through, true],
    ["a loss", { kind: "loss", of: "owner" }, true],
    ["a share", { kind: "share", of: { facet: "origin", countries: ["CN"] } }, false],
    ["an HHI", { kind: "hhi", facet: "owner" }, false],
  ] as const)("where %s is told", (_sentence, measure, isTold) => {
    const above = { warning: measure.kind === "hhi" ? 100 : 0.1 };
    const policy = readPolicy({ ...policyOf(), rules: [{ ...ruleOf(), measure, above }] });
    expect(textOf(policy).includes(ASSUMED)).toBe(isTold);
  });
});

describe("HOW SURE says how Hong Kong and Macao are counted", () => {
  const chinese = policyOf();
  const withHongKong = ruleOf({
    measure: { kind: "share", of: { facet: "origin", countries: ["CN", "HK"] } },
  });

  it("apart, with what there is of them", () => {
    expect(textOf(chinese)).toContain(
      "Hong Kong counts apart from China, with 30.0 % of supply made or controlled there.",
    );
    const macao = positionOf({ supplierId: "catl", originCountry: "MO", exposure: 100_00 });
    expect(textOf(chinese, [...positions, macao])).toContain(
      "Hong Kong and Macao count apart from China, with 65.0 % of supply made or controlled in one of them.",
    );
  });

  it("not where there is nothing of them", () => {
    expect(textOf(chinese, positions.slice(0, 1))).not.toContain("Hong Kong");
  });

  it("not where a rule counts it itself", () => {
    expect(textOf(policyOf({ rules: [withHongKong] }))).not.toContain("Hong Kong count");
  });

  it("as China, where the policy says so", () => {
    const policy = readPolicy({ ...chinese, countAs: { HK: "CN", MO: "CN" } });
    const text = textOf(policy);
    expect(text).toContain("Hong Kong counts as China here. Macao counts as China here.");
    expect(text).not.toContain("apart");
  });
});
