import { describe, expect, it } from "vitest";
import type { Rule } from "../../../../shared/policy/rule.ts";
import { policyOf, ruleOf } from "../../../support/builders.ts";
import { positionOf, supplierOf } from "../../../support/samples.ts";
import { asEmail, flat, tell } from "../telling.ts";

const suppliers = [
  supplierOf({ supplierId: "catl", name: "CATL", country: "CN" }),
  supplierOf({ supplierId: "lg", name: "LG", country: "KR" }),
];
const positions = [
  positionOf({ supplierId: "catl", item: "bess", originCountry: "CN", exposure: 70_00 }),
  positionOf({ supplierId: "lg", item: "bess", originCountry: "KR", exposure: 20_00 }),
  positionOf({ supplierId: "catl", item: "ups", originCountry: "CN", exposure: 10_00 }),
];
const ofChina: Rule["measure"] = { kind: "look-through", of: { countries: ["CN"] } };
const above = { warning: 0.25 };

function textOf(...rules: Rule[]): string {
  return asEmail(tell({ positions, suppliers, policy: policyOf({ rules }) }));
}

describe("who stands behind the news", () => {
  it("is shown of the worst, once", () => {
    const text = textOf(
      ruleOf({ id: "whole", measure: ofChina, above: { critical: 0.25 } }),
      ruleOf({ id: "each", measure: ofChina, above: { critical: 0.25 }, by: "item" }),
      ruleOf({ id: "lost", measure: { kind: "loss", of: "country" }, above }),
    );
    expect(text.match(/^BIGGEST.*$/gm)).toEqual(["BIGGEST PATHS"]);
  });

  it("of a loss leaves out whose end costs nothing", () => {
    const text = textOf(ruleOf({ id: "lost", measure: { kind: "loss", of: "country" }, above, by: "item" }));
    expect(text).toContain("BIGGEST LOSSES, if one country stops, in ");
    expect(text).not.toMatch(/ {2}0\.0 % {2}/);
  });

  it("says that single losses overlap, where there are several", () => {
    const text = textOf(ruleOf({ id: "lost", measure: { kind: "loss", of: "country" }, above }));
    expect(text).toContain("  These overlap: do not add them up.\n");
  });
});

describe("what lies ahead if nothing changes", () => {
  it("leaves out a change, which would be over by then", () => {
    const share: Rule["measure"] = { kind: "share", of: { facet: "origin", countries: ["CN"] } };
    const ahead = { above: { warning: 0.1 }, effectiveFrom: "2030-01-01" };
    const change: Rule["measure"] = { kind: "change", of: share, days: 30 };
    const text = textOf(
      ruleOf({ id: "now", measure: share, above }),
      ruleOf({ id: "later", measure: share, ...ahead }),
      ruleOf({ id: "changing", measure: change, ...ahead }),
    );
    expect(flat(text)).toContain(
      ' IF NOTHING CHANGES 1 Jan 2030: over the limit of "Made in China" (80.0 %, limit 10 %), 1,250 days left. [later] ',
    );
    expect(text).not.toContain("[changing]");
  });
});
