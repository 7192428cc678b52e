import { describe, expect, it } from "vitest";
import { unknownNameText } from "../../../shared/assessment/unknown-names.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import { assessed, foldOf, policyOf, ruleOf, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { flat, tell } from "../bulletin/telling.ts";

const positions = [positionOf({ supplierId: "no-row" }), positionOf({ supplierId: "us-pack" })];
const suppliers = [
  supplierOf({ supplierId: "us-pack", parentId: "holding", parentStake: 0.6 }),
  supplierOf({ supplierId: "catl" }),
];
const link = {
  supplierId: "us-pack",
  input: "cells",
  upstreamId: "upstream",
  originCountry: null,
  share: 1,
  source: "test",
};

function namedBy(measure: Measure, controlStake = 0.5) {
  const policy = policyOf({ rules: [ruleOf({ measure, controlStake })] });
  const links = new Map([["us-pack", [link]]]);
  const found = assessed({ policy, fold: foldOf(positions), suppliers: suppliersOf(...suppliers), links });
  return found.assessment.unknownNames.map(unknownNameText);
}

describe("an owner or a supplier that a rule names", () => {
  it.each<[string, Measure]>([
    ["a supplier row", { kind: "share", of: { owners: ["catl"] } }],
    ["a parent without a row", { kind: "look-through", of: { owners: ["holding"] } }],
    ["a position", { kind: "share", of: { suppliers: ["no-row"] } }],
    ["a link", { kind: "look-through", of: { suppliers: ["upstream"] } }],
  ])("is known by %s", (_by, measure) => {
    expect(namedBy(measure)).toEqual([]);
  });

  it.each<[string, Measure, string[]]>([
    [
      "and somebody else controls, is told with that owner",
      { kind: "look-through", of: { owners: ["us-pack"] } },
      [
        'rule china-origin names the owner "us-pack", which "holding" controls: name that owner, or this one under suppliers',
      ],
    ],
    ["is no matter as a supplier", { kind: "look-through", of: { suppliers: ["us-pack"] } }, []],
  ])("%s", (_what, measure, texts) => {
    expect(namedBy(measure)).toEqual(texts);
  });

  it("and somebody else controls by the stake of another rule only, is an owner", () => {
    expect(namedBy({ kind: "share", of: { owners: ["us-pack"] } }, 0.7)).toEqual([]);
  });

  it.each<[Measure, string]>([
    [
      { kind: "share", of: { owners: ["catl", "catll"] } },
      'rule china-origin names the owner "catll", which no supplier row has; nearest: catl',
    ],
    [
      { kind: "change", of: { kind: "look-through", of: { suppliers: ["us pack"] } }, days: 30 },
      'rule china-origin names the supplier "us pack", which no supplier row has; nearest: us-pack',
    ],
    [
      { kind: "share", of: { suppliers: ["panasonic"] } },
      'rule china-origin names the supplier "panasonic", which no supplier row has',
    ],
  ])("and nobody is, is told with the nearest: %j", (measure, text) => {
    expect(namedBy(measure)).toEqual([text]);
  });

  it("and nobody is, makes another assessment of one in which somebody is", () => {
    const policy = policyOf({ rules: [ruleOf({ measure: { kind: "share", of: { owners: ["catll"] } } })] });
    const ids = [suppliers, [...suppliers, supplierOf({ supplierId: "catll" })]].map((rows) => {
      return assessed({ policy, fold: foldOf(positions), suppliers: suppliersOf(...rows) }).assessment.id;
    });
    expect(new Set(ids).size).toBe(2);
  });

  it("and nobody is, stands in every e-mail of the sector", () => {
    const rules = [
      ruleOf(),
      ruleOf({ id: "one-owner", measure: { kind: "share", of: { owners: ["catll"] } } }),
    ];
    const chinese = positions.map((position) => ({ ...position, originCountry: "CN" }));
    const text = flat(tell({ positions: chinese, suppliers, policy: policyOf({ rules }) }).text);
    expect(text).toContain(
      ' NOT FOUND: rule one-owner names the owner "catll", which no supplier row has; nearest: catl. ',
    );
  });
});
