import { describe, expect, it } from "vitest";
import { assessmentForm, summaryForm, versionOfAssessment } from "../../../shared/assessment/form.ts";
import { summarize } from "../../../shared/assessment/summary.ts";
import { unknownNameText } from "../../../shared/assessment/unknown-names.ts";
import { defaultWording } from "../../../shared/policy/wording.ts";
import { readStored } from "../../../shared/values/stored.ts";
import { assessed, foldOf, policyOf, ruleOf, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { flat, tell } from "../bulletin/telling.ts";

const suppliers = [
  supplierOf({ supplierId: "catl" }),
  supplierOf({ supplierId: "pack", parentId: "holding", parentStake: 0.6 }),
];
const positions = [positionOf({ supplierId: "no-row", originCountry: "CN" })];
const link = {
  supplierId: "pack",
  input: "cells",
  upstreamId: "upstream",
  originCountry: null,
  share: 1,
  source: null,
};

function policyWith(names: Record<string, string>) {
  return { ...policyOf(), wording: { ...defaultWording, names: new Map(Object.entries(names)) } };
}

/** What is found in one who buys from `no-row`, with these short names. */
function found(names: Record<string, string>, isUnreadable = false) {
  const fold = { ...foldOf(positions), ...(isUnreadable ? { unreadable: 1 } : {}) };
  const links = new Map([["pack", [link]]]);
  return assessed({ policy: policyWith(names), fold, suppliers: suppliersOf(...suppliers), links })
    .assessment;
}

describe("an id that wording.json has a short name for", () => {
  it("and that nobody has, is told where somebody nearly has it", () => {
    const { unknownNames } = found({ catll: "CATL" });
    expect(unknownNames).toEqual([{ kind: "short-name", name: "catll", nearest: "catl" }]);
    expect(unknownNames.map(unknownNameText)).toEqual([
      'wording.json has a name for "catll", which no supplier row has; nearest: catl',
    ]);
  });

  it.each([
    ["of a supplier", { catl: "CATL" }],
    ["of a parent without a row", { holding: "Holding" }],
    ["of a position without a row", { "no-row": "Nobody" }],
    ["of a link", { upstream: "Upstream" }],
    ["of nobody whom another one resembles", { northvolt: "Northvolt" }],
    ["that only one resembles who has a name too", { catll: "CATL (old)", catl: "CATL" }],
  ])("is no mistake as that %s", (_whose, names) => {
    expect(found(names).unknownNames).toEqual([]);
  });

  it("is not told while rows cannot be read, since somebody with that id may stand in them", () => {
    expect(found({ catll: "CATL" }, true).unknownNames).toEqual([]);
  });

  it("is told in every e-mail of the sector", () => {
    const text = flat(tell({ positions, suppliers, policy: policyWith({ catll: "CATL" }) }).text);
    expect(text).toContain(
      ' NOT FOUND: wording.json has a name for "catll", which no supplier row has; nearest: catl. ',
    );
  });

  it("does not hide what a rule names", () => {
    const rules = [ruleOf({ measure: { kind: "share", of: { owners: ["catlx"] } } })];
    const policy = { ...policyWith({ catll: "CATL" }), rules };
    const kinds = assessed({ policy, fold: foldOf(positions), suppliers: suppliersOf(...suppliers) });
    expect(kinds.assessment.unknownNames.map(({ kind }) => kind)).toEqual(["owner", "short-name"]);
  });
});

describe("an assessment with a misspelt short name", () => {
  const misspelt = found({ catll: "CATL" });
  const asStored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

  it("is stored in version 2, and any other one still in version 1", () => {
    expect(versionOfAssessment(misspelt)).toBe(2);
    expect(versionOfAssessment(found({ catl: "CATL" }))).toBe(1);
  });

  it("is read again, with its summary", () => {
    expect(readStored(assessmentForm, 2, asStored(misspelt))).toMatchObject({
      value: { unknownNames: misspelt.unknownNames },
    });
    const summary = summarize(misspelt, new Date("2026-07-31T06:00:00Z"));
    expect(readStored(summaryForm, 2, asStored(summary)).problem).toBeNull();
  });

  it("is told as written by a newer version where only version 1 is known", () => {
    expect(readStored({ ...assessmentForm, version: 1 }, 2, asStored(misspelt))).toEqual({
      problem: "a newer Chokepoint wrote it, in schema version 2; this one reads up to 1",
      isNewer: true,
    });
  });

  it("stands beside those of earlier versions, which are read as before", () => {
    const earlier = { rule: "china-origin", kind: "owner", name: "catll", nearest: "catl" };
    expect(
      readStored(assessmentForm, 1, { ...(asStored(misspelt) as object), unknownNames: [earlier] }),
    ).toMatchObject({
      value: { unknownNames: [earlier] },
    });
  });
});
