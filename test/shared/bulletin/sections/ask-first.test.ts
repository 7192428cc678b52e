import { describe, expect, it } from "vitest";
import type { Rule } from "../../../../shared/policy/rule.ts";
import { defaultWording } from "../../../../shared/policy/wording.ts";
import type { Supplier } from "../../../../shared/supply/supplier.ts";
import { policyOf, ruleOf } from "../../../support/builders.ts";
import { positionOf, supplierOf } from "../../../support/samples.ts";
import { flat, type Run, tell } from "../telling.ts";

const LAST_WEEK = "2026-07-24";

/** Nothing is unknown of where goods are made, so nobody can be asked about it. */
const made = ruleOf();
const through = ruleOf({
  id: "through-china",
  title: "At risk if China stops",
  measure: { kind: "look-through", of: { countries: ["CN"] } },
  above: { warning: 0.1 },
});
const byItem = ruleOf({ ...through, id: "item-through-china", by: "item" });
const owners = ruleOf({
  id: "owners",
  title: "Concentration of owners",
  measure: { kind: "hhi", facet: "owner" },
  above: { warning: 100 },
});

const maker: Supplier[] = [
  supplierOf({ supplierId: "catl", name: "CATL", country: "CN", inputs: "none" }),
  supplierOf({ supplierId: "tesla", name: "Tesla", country: "US" }),
  supplierOf({ supplierId: "panasonic", name: "Panasonic", country: "JP", inputs: "none" }),
];

/** 70 % from China; of 10 % it is not known what the seller, Tesla, needs. */
function runOf(rules: Rule[], more: Partial<Run> = {}, chinese = 70_00): Run {
  const positions = [
    positionOf({ supplierId: "catl", originCountry: "CN", exposure: chinese }),
    positionOf({ supplierId: "tesla", originCountry: "US", exposure: 10_00, item: "ups" }),
    positionOf({ supplierId: "panasonic", originCountry: "JP", exposure: 90_00 - chinese }),
  ];
  return { positions, suppliers: maker, policy: policyOf({ rules }), ...more };
}

const textOf = (...runs: Run[]) => flat(tell(...runs).text);
const ASKED = "Ask first: Tesla (answers decide up to 10.0 points).";

describe("the e-mail names whom to ask first", () => {
  it("about the worst news without its name, where an answer can be seen in its figure", () => {
    const text = textOf(runOf([through]));
    expect(text).toContain(ASKED);
    expect(text).not.toContain("Answers may change");
  });

  it("about the next alert where no answer can be seen in the worst one, with its name and figure", () => {
    expect(textOf(runOf([made, through]))).toContain(
      `Answers may change the figure of another alert: "At risk if China stops" [through-china], 70.0 to 80.0 %. ${ASKED}`,
    );
  });

  it("with the name of the item, as readers call it", () => {
    const items = new Map([["ups", "UPS of all kinds"]]);
    const policy = { ...policyOf({ rules: [made, byItem] }), wording: { ...defaultWording, items } };
    expect(textOf(runOf([made], { policy }))).toContain(
      'another alert: "At risk if China stops (UPS of all kinds)" [item-through-china], 0.0 to 100.0 %. Ask first: Tesla (answers decide up to 100.0 points).',
    );
  });

  it("about an open alert that is no news", () => {
    const before = runOf([made, through], { asOf: LAST_WEEK }, 30_00);
    const text = textOf(before, runOf([made, through]));
    expect(text).toContain("ALSO OPEN");
    expect(text).toContain(
      `another alert: "At risk if China stops" [through-china], 70.0 to 80.0 %. ${ASKED}`,
    );
  });

  it("about the worst of several others", () => {
    const critical = ruleOf({ ...through, id: "critical", above: { critical: 0.1 } });
    expect(textOf(runOf([made, through, critical]))).toContain(
      'another alert: "At risk if China stops" [critical]',
    );
  });

  it("by an alert with its name, where news about the data comes first", () => {
    const policy = policyOf({ rules: [{ ...through, remindEveryDays: 7 }], staleAfterDays: 10 });
    const before = runOf([through], { policy, asOf: LAST_WEEK });
    const text = textOf(before, runOf([through], { policy }));
    expect(text).toContain(
      `Answers may change the figure of an alert: "At risk if China stops" [through-china], 70.0 to 80.0 %. ${ASKED}`,
    );
  });

  it("in points of the HHI, where the other alert is about a concentration", () => {
    const suppliers = maker.map((one) => (one.supplierId === "tesla" ? { ...one, parentId: "x" } : one));
    const text = textOf({ ...runOf([made, owners]), suppliers });
    expect(text).toMatch(
      /another alert: "Concentration of owners" \[owners\], [\d,]+ to [\d,]+\. Ask first: /,
    );
    expect(text).toMatch(/\(answers decide [^)]*points of the HHI\)/);
  });

  it.each<[string, Rule[], Partial<Run>]>([
    ["is inside its limit", [made, { ...through, above: { warning: 0.9 } }], {}],
    ["is not in force yet", [made, { ...through, effectiveFrom: "2027-01-01" }], {}],
  ])("and nobody where the only other rule %s", (_why, rules, more) => {
    const text = textOf(runOf(rules, more));
    expect(text).not.toContain("Ask first");
    expect(text).not.toContain("Answers may change");
  });

  it.each<[string, number, boolean]>([
    ["but about one that has eased", 0, true],
    ["and nobody about one that incomplete data makes look better", 1, false],
  ])("%s", (_which, unreadable, isAsked) => {
    const critical = ruleOf({ ...through, above: { critical: 0.6 } });
    const before = runOf([critical], { asOf: LAST_WEEK }, 62_00);
    const text = textOf(before, runOf([made, critical], { unreadable }, 55_00));
    expect(text.includes('another alert: "At risk if China stops" [through-china]')).toBe(isAsked);
  });
});
