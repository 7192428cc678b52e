import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Policy } from "../../../shared/policy/policy.ts";
import { defaultWording } from "../../../shared/policy/wording.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { lives } from "./lives.ts";
import { flat, runAll, tell } from "./telling.ts";

// A verb after one of them would be wrong either for `supply` or for `US battery imports`.
const own = { supply: "OWNWORD", buyers: "OWNWORD" };
const AGREEING =
  /\bOWNWORD( \([^)]*\))?,? (is|are|was|were|has|have|does|do|stops?|comes?|goes|counts?|depends?|hangs?|changes?|decides?)\b/;

const withOwn = (policy: Policy): Policy => ({ ...policy, wording: { ...defaultWording, ...own } });

describe("a word of a company's own, be it one thing or many,", () => {
  it("has no verb in an e-mail that would have to agree with it", () => {
    fc.assert(
      fc.property(lives, (runs) => {
        const told = runs.map((run) => ({ ...run, policy: withOwn(run.policy ?? policyOf()) }));
        const { bulletin } = runAll(...told);
        if (bulletin !== null) expect(flat(`${bulletin.subject} ${bulletin.text}`)).not.toMatch(AGREEING);
      }),
      cases(150),
    );
  });

  it("has none where the inputs of suppliers are undeclared, and Hong Kong counts apart", () => {
    const rules = [
      ruleOf({ measure: { kind: "look-through", of: { countries: ["CN"] } }, above: { warning: 0.1 } }),
      ruleOf({ id: "spread", measure: { kind: "effective", facet: "owner" }, below: { warning: 3 } }),
    ];
    const { text } = tell({
      policy: withOwn(policyOf({ rules })),
      positions: [
        positionOf({ positionId: "1", supplierId: "hk", originCountry: "HK" }),
        positionOf({ positionId: "2", supplierId: "cn", originCountry: "CN" }),
      ],
      suppliers: [
        supplierOf({ supplierId: "hk", country: "HK" }),
        supplierOf({ supplierId: "cn", country: "CN" }),
      ],
    });
    const told = flat(text);
    expect(told).toContain("Suppliers that declared no inputs sell 100.0 % of OWNWORD");
    expect(told).toContain("Hong Kong counts apart from China, with 50.0 % of OWNWORD");
    expect(told).toContain("owners of equal size shared all OWNWORD.");
    expect(told).not.toMatch(AGREEING);
  });

  it.each(["supply", "US battery imports"])("reads well as %s", (supply) => {
    const policy = { ...policyOf(), wording: { ...defaultWording, supply } };
    const positions = [positionOf({ originCountry: "CN" })];
    expect(tell({ policy, positions }).text).toMatch(`Made in China: 100.0 % of ${supply}.\n`);
  });
});
