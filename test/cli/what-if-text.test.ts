import { describe, expect, it } from "vitest";
import { simulationLines } from "../../cli/text/simulation.ts";
import type { SimulationInput } from "../../shared/assessment/simulation.ts";
import { foldOf, policyOf, ruleOf, simulated, suppliersOf } from "../support/builders.ts";
import { positionOf, supplierOf } from "../support/samples.ts";

const suppliers = suppliersOf(
  supplierOf({ supplierId: "catl", name: "CATL", country: "CN" }),
  supplierOf({ supplierId: "lg", name: "LG", country: "KR", inputs: "none" }),
);
const fold = foldOf([
  positionOf({ positionId: "a", supplierId: "catl", originCountry: "CN", exposure: 60_00 }),
  positionOf({ positionId: "b", supplierId: "lg", originCountry: "KR", exposure: 40_00 }),
]);
const move = { item: "bess", from: "catl", to: "lg" };

/** What a terminal shows of a what-if under one rule about China's share, of which 60 % is made there. */
function shown(
  asked: Partial<SimulationInput>,
  rule: Parameters<typeof ruleOf>[0] = {},
  incomplete = false,
): string {
  const policy = policyOf({ rules: [ruleOf({ margin: 0.03, ...rule })] });
  const about = { sector: "ai", asOf: "2026-07-31", windowDays: 365, windowEnd: "2026-07-31" };
  const found = simulated({ fold, suppliers, policy, ...asked });
  return simulationLines({ ...about, incomplete, unreadable: 0, ...found }, new Map(), null).join("\n");
}

describe("a what-if on a terminal", () => {
  it.each<[what: string, asked: Partial<SimulationInput>, rule: Parameters<typeof ruleOf>[0], told: string]>([
    [
      "an alert could end",
      { move: [{ ...move, exposure: 40 }] },
      {},
      "warning 60.0 %  inside 20.0 %  limit 25 %, an open alert could end",
    ],
    [
      "an alert stays by the margin",
      { move: [{ ...move, exposure: 36 }] },
      {},
      "inside 24.0 %  limit 25 %, by less than its margin: an open alert stays warning",
    ],
    [
      "an alert could ease",
      { move: [{ ...move, exposure: 10 }] },
      { above: { warning: 0.25, critical: 0.55 } },
      "critical 60.0 %  warning 50.0 %  limit 25 %, an open alert could ease",
    ],
    [
      "a level falls by less than the margin",
      { move: [{ ...move, exposure: 6 }] },
      { above: { warning: 0.25, critical: 0.55 } },
      "critical 60.0 %  warning 54.0 %  limit 25 %, by less than its margin: an open alert stays critical",
    ],
    [
      "a rule begins later",
      { move: [{ ...move, exposure: 40 }] },
      { effectiveFrom: "2027-10-01" },
      "limit 25 %, in force from 2027-10-01",
    ],
    [
      "a rule has ended",
      { move: [{ ...move, exposure: 40 }] },
      { effectiveUntil: "2026-07-31" },
      "limit 25 %, ended on 2026-07-31",
    ],
    [
      "it gets worse",
      { move: [{ ...move, from: "lg", to: "catl", exposure: 20 }] },
      {},
      "warning 60.0 %  critical 80.0 %  limit 65 %",
    ],
  ])("says that %s", (_what, asked, rule, told) => {
    expect(shown(asked, rule)).toContain(`${told}\n`);
  });

  it("says that nothing ends while data is missing", () => {
    const note = "data is missing: no alert ends or eases until it is there";
    expect(shown({ move: [{ ...move, exposure: 40 }] }, {}, true)).toContain(note);
    expect(shown({ move: [{ ...move, exposure: 40 }] })).not.toContain(note);
    expect(shown({ move: [{ ...move, exposure: 1 }] }, {}, true)).not.toContain(note);
  });

  it("counts the rules of which nothing else is shown", () => {
    const back = { ...move, from: "lg", to: "catl" };
    expect(
      shown({
        move: [
          { ...move, exposure: 10 },
          { ...back, exposure: 10 },
        ],
      }),
    ).toContain("RULES\n  no rule shows another figure or another level");
    const other = ruleOf({ id: "other", title: "Other", measure: { kind: "unknown", facet: "origin" } });
    const policy = policyOf({ rules: [ruleOf(), other] });
    expect(shown({ policy, move: [{ ...move, exposure: 10 }] })).toContain(
      "  1 other rule or group shows the same figures before and after",
    );
  });

  it("names a new source with its country and inputs", () => {
    const to = { name: "North", country: "SE" };
    expect(shown({ move: [{ ...move, exposure: 60, to }] })).toContain(
      "USD 60 of bess from CATL (all of its bess) to North, a new source in Sweden with undeclared inputs\n",
    );
    expect(shown({ move: [{ ...move, part: 0.5, to: { ...to, inputs: "none" } }] })).toContain(
      "(50.0 % of its bess) to North, a new source in Sweden whose own inputs do not matter\n",
    );
  });

  it("tells a limit that the rule did not have", () => {
    const limits = [{ rule: "china-origin", warning: 0.3 }];
    expect(shown({ limits }, { above: { critical: 0.65 } })).toContain(
      "china-origin: a warning limit of 30 %\n",
    );
  });

  it("says that there is no data for a rule where there is none", () => {
    expect(shown({ fold: foldOf([]), limits: [{ rule: "china-origin", warning: 0.3 }] })).toContain(
      "no data  no data  limit 30 %",
    );
  });
});
