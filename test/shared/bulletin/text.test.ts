import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyOf, ruleOf } from "../../support/builders.ts";
import { expectPlainLines } from "../../support/hostile.ts";
import { positionOf, supplierOf, supplyWith } from "../../support/samples.ts";
import { flat, runAll, tell } from "./telling.ts";

const LAST_WEEK = "2026-07-24";
const byOwner = policyOf({
  rules: [ruleOf({ measure: { kind: "top", facet: "owner", n: 1 }, above: { warning: 0.25 } })],
});

/** The text about one supplier that holds everything. */
function textAbout(name: string): string {
  const run = { positions: [positionOf()], suppliers: [supplierOf({ name })], policy: byOwner };
  return tell(run).text;
}

/** What the text says first: its only news. */
function lead(text: string): string {
  return flat(text.split("\n\n")[0] ?? "");
}

describe("a rule that is new in the policy", () => {
  const NEW = "New; the last assessment had no figure of this rule.";
  const rules = (...ids: string[]) => policyOf({ rules: ids.map((id) => ruleOf({ id })) });
  const statesOf = (text: string) => flat(text).match(/New(; the last assessment [^.]*)?\./g);

  it("is told to have had no figure before, and a rule of before is not", () => {
    const before = { asOf: LAST_WEEK, positions: supplyWith(100), policy: rules("old") };
    const { text } = tell(before, { positions: supplyWith(700), policy: rules("old", "new") });
    expect(statesOf(text)).toEqual(["New.", NEW]);
  });

  it("is told so of each group, where it has groups", () => {
    const grouped = policyOf({ rules: [ruleOf({ by: "item" })] });
    const before = { asOf: LAST_WEEK, positions: supplyWith(700), policy: rules("old") };
    const { text } = tell(before, { positions: supplyWith(700), policy: grouped });
    expect(statesOf(text)).toContain(NEW);
  });
});

describe("a supplier's name in the text", () => {
  it("stands on one line, without control characters or direction marks, whatever it holds", () => {
    // Where a long line goes on, it stands further in.
    const begun = (text: string) => text.split("\n").filter((line) => !line.startsWith("    "));
    const plain = begun(textAbout("Maker")).length;
    const names = fc.string({ unit: "binary", minLength: 1, maxLength: 500 });
    fc.assert(
      fc.property(names, (name) => {
        const text = textAbout(name);
        expect(begun(text)).toHaveLength(plain);
        expectPlainLines(text);
      }),
    );
  });

  it("is cut between characters and never through one", () => {
    expect(textAbout(`${"x".repeat(58)}🔋🔋🔋`).isWellFormed()).toBe(true);
  });

  it("of nothing but direction marks is replaced by the supplier's id", () => {
    expect(textAbout("\u200f\u200f")).toContain("100.0 %  maker");
  });
});

describe("the text of a bulletin", () => {
  it.each<[string, number, number, string]>([
    [
      "a trace where nothing is tolerated",
      3,
      0,
      "Made in China: 0.03 % of supply. USD 0.03 of 100, last 365 days. CRITICAL: limit 0 %.",
    ],
    [
      "a value just above its limit",
      2501,
      0.25,
      "Made in China: 25.01 % of supply. USD 25 of 100, last 365 days. CRITICAL: limit 25 %.",
    ],
  ])("shows %s so that it differs from the limit", (_name, chinese, critical, expected) => {
    const positions = [
      positionOf({ originCountry: "CN", exposure: chinese }),
      positionOf({ originCountry: "JP", exposure: 10_000 - chinese }),
    ];
    const policy = policyOf({ rules: [ruleOf({ above: { critical } })] });
    expect(lead(tell({ positions, policy }).text)).toContain(expected);
  });

  it("says why an alert is closed whose value still crosses the limit", () => {
    const putOff = policyOf({ rules: [ruleOf({ effectiveFrom: "2027-01-01" })] });
    const before = { asOf: LAST_WEEK, positions: supplyWith(300) };
    const { text } = tell(before, { positions: supplyWith(300), policy: putOff });
    expect(lead(text)).toContain("Not in force yet.");
  });

  it("does not say that there is no position when there are some that are worth nothing", () => {
    const { bulletin } = runAll({ positions: [positionOf({ exposure: 0 })] });
    expect(bulletin?.text ?? "").not.toContain("no position in the last 365 days");
  });

  it("looks ahead to a rule that is crossed and not in force, and no further than that", () => {
    const rules = [
      ruleOf(),
      ruleOf({ id: "a", title: "Crossed", effectiveFrom: "2027-10-01", above: { warning: 0.2 } }),
      ruleOf({ id: "b", title: "Inside", effectiveFrom: "2027-10-01", above: { warning: 0.5 } }),
    ];
    const { text } = tell({ positions: supplyWith(300), policy: policyOf({ rules }) });
    expect(flat(text)).toContain(
      ' 1 Oct 2027: over the limit of "Crossed" (30.0 %, limit 20 %), 427 days left. [a] ',
    );
    expect(text).not.toContain("[b]");
  });

  it("shows at most four holders, and the others as one", () => {
    const ids = ["a", "b", "c", "d", "e", "f", "g"];
    const positions = ids.map((supplierId, index) => positionOf({ supplierId, exposure: 100 - index }));
    const suppliers = ids.map((supplierId) => supplierOf({ supplierId, name: `Maker ${supplierId}` }));
    const rules = [ruleOf({ measure: { kind: "hhi", facet: "owner" }, above: { warning: 1000 } })];
    const { text } = tell({ positions, suppliers, policy: policyOf({ rules }) });
    expect(text.match(/% {2}Maker/g)).toHaveLength(4);
    expect(text).toContain("42.0 %  3 others");
  });
});

describe("the text about a rule whose measure was changed", () => {
  const hhi = ruleOf({ measure: { kind: "hhi", facet: "origin" }, above: { warning: 1000 } });
  const share = ruleOf({ above: { warning: 0.1, critical: 0.25 } });
  const before = { asOf: LAST_WEEK, positions: supplyWith(300), policy: policyOf({ rules: [hhi] }) };
  const after = { positions: supplyWith(300), policy: policyOf({ rules: [share] }) };

  it("does not read the points from before as a percentage", () => {
    expect(lead(tell(before, after).text)).not.toContain("580000.0 %");
  });

  it("does not say what moved a measure that was not measured before", () => {
    expect(tell(before, after).text).not.toContain("WHAT MOVED IT");
  });
});
