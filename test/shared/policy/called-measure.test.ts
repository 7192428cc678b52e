import { describe, expect, it } from "vitest";
import { calledMeasure } from "../../../shared/policy/called-measure.ts";
import { defaultWording } from "../../../shared/policy/wording.ts";
import { definitionChange } from "../../../shared/text/definition.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { tell } from "../bulletin/telling.ts";

const names = new Map([["catl", "CATL"]]);

describe("a rule that names companies", () => {
  it("has their short names in texts, and the ids of those without one", () => {
    const measure = { kind: "share" as const, of: { owners: ["catl", "eve"] } };
    expect(calledMeasure(measure, { names })).toEqual({ kind: "share", of: { owners: ["CATL", "eve"] } });
    expect(calledMeasure({ kind: "change", of: measure, days: 30 }, { names })).toMatchObject({
      of: { of: { owners: ["CATL", "eve"] } },
    });
  });

  it("says them in subject, text and a changed definition", () => {
    const rule = ruleOf({ measure: { kind: "look-through", of: { owners: ["catl"] } } });
    const policy = { ...policyOf({ rules: [rule] }), wording: { ...defaultWording, names } };
    const suppliers = [supplierOf({ supplierId: "catl", name: "Contemporary Amperex" })];
    const { subject, text } = tell({ positions: [positionOf({ supplierId: "catl" })], suppliers, policy });
    expect(subject).toContain("would stop if CATL stopped");
    expect(text).toContain("Stops if CATL stops: 100.0 % of supply.");
    const [from, now] = [{ owners: ["catl"] }, { owners: ["eve"] }].map((of) => ({
      ...{ measure: { kind: "share" as const, of }, side: "above" as const, by: null },
    }));
    if (from === undefined || now === undefined) throw new Error("two definitions");
    expect(definitionChange(from, now, { names })).toBe('it measured "owned by CATL", now "owned by eve"');
  });

  it("keeps the id in a subject where ASCII has no form of the name", () => {
    const rule = ruleOf({ measure: { kind: "look-through", of: { owners: ["catl"] } } });
    const wording = { ...defaultWording, names: new Map([["catl", "宁德时代"]]) };
    const policy = { ...policyOf({ rules: [rule] }), wording };
    const { subject } = tell({ positions: [positionOf({ supplierId: "catl" })], policy });
    expect(subject).toContain("would stop if catl stopped");
  });
});
