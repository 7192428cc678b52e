import { describe, expect, it } from "vitest";
import { crossedSince, windowsBack } from "../../../shared/assessment/look-back.ts";
import { alertKey } from "../../../shared/policy/level.ts";
import type { Rule } from "../../../shared/policy/rule.ts";
import type { Position } from "../../../shared/supply/position.ts";
import {
  assessed,
  foldOf,
  policyOf,
  ruleOf,
  suppliersOf,
  undatedListings,
  YEAR,
} from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const suppliers = suppliersOf(supplierOf({ supplierId: "maker", country: "US" }));

/** Since when a rule has been at its level, by group; nothing where it is at none, or was not 30 days before. */
function since(rule: Rule, positions: Position[]): Record<string, string> {
  return Object.fromEntries([...found(rule, positions)].map(([key, { first }]) => [key, first]));
}

function found(rule: Rule, positions: Position[]) {
  const policy = policyOf({ rules: [rule] });
  const { observations } = assessed({ fold: foldOf(positions), suppliers, policy });
  const listings = undatedListings(suppliers);
  const folds = windowsBack(YEAR).map((window) => ({ window, fold: foldOf(positions, 0, window) }));
  return crossedSince({ policy, observations, listings, links: new Map(), folds });
}

const china = (date: string, exposure = 100, item = "bess") =>
  positionOf({ originCountry: "CN", date, exposure, item });
const japan = (date: string, exposure = 100, item = "bess") =>
  positionOf({ originCountry: "JP", date, exposure, item });
const sector = alertKey({ rule: "china-origin", group: null });

describe("since when a first look's findings stand, by the dates of positions", () => {
  it("looks back every 30 days, over a year", () => {
    expect(windowsBack(YEAR).map(({ asOf }) => asOf)).toEqual([
      "2026-07-01",
      "2026-06-01",
      "2026-05-02",
      "2026-04-02",
      "2026-03-03",
      "2026-02-01",
      "2026-01-02",
      "2025-12-03",
      "2025-11-03",
      "2025-10-04",
      "2025-09-04",
      "2025-08-05",
    ]);
  });

  it.each<[string, Position[], Record<string, string>]>([
    ["from the first day on which the limit was crossed", [china("2026-03-15")], { [sector]: "2026-04-02" }],
    [
      "from the earliest day looked at, where it always was",
      [china("2025-08-02")],
      { [sector]: "2025-08-05" },
    ],
    ["not at all, where it was inside 30 days before", [japan("2025-09-01"), china("2026-07-15", 900)], {}],
    [
      "not from before a day on which it was inside",
      [china("2025-08-02"), japan("2025-12-20", 900), china("2026-05-20", 9000)],
      { [sector]: "2026-06-01" },
    ],
    [
      "not at a lower level than now",
      [japan("2025-09-01", 60), china("2025-09-01", 40), china("2026-06-15", 400)],
      {
        [sector]: "2026-07-01",
      },
    ],
    ["not where nothing is crossed", [japan("2025-09-01")], {}],
  ])("are told %s", (_sentence, positions, expected) => {
    expect(since(ruleOf(), positions)).toEqual(expected);
  });

  it("are told with the day before on which another value stood, if any did", () => {
    const risen = [japan("2025-09-01", 60), china("2025-09-01", 40), china("2026-06-15", 400)];
    expect(found(ruleOf(), risen).get(sector)).toEqual({ first: "2026-07-01", before: "2026-06-01" });
    const begun = [china("2026-03-15")];
    expect(found(ruleOf(), begun).get(sector)).toEqual({ first: "2026-04-02", before: null });
  });

  it("are told by item", () => {
    const rule = ruleOf({ by: "item" });
    const positions = [
      china("2026-03-15"),
      japan("2026-01-10", 100, "ups-lithium"),
      china("2026-06-15", 900, "ups-lithium"),
    ];
    expect(since(rule, positions)).toEqual({
      [alertKey({ rule: rule.id, group: "bess" })]: "2026-04-02",
      [alertKey({ rule: rule.id, group: "ups-lithium" })]: "2026-07-01",
    });
  });

  it.each<Rule["measure"]>([
    { kind: "look-through", of: { countries: ["CN"] } },
    { kind: "direct", of: { countries: ["CN"] } },
  ])("are told of %j", (measure) => {
    expect(since(ruleOf({ measure }), [china("2026-03-15")])).toEqual({ [sector]: "2026-04-02" });
  });

  it("are not looked for where a rule asks for the largest loss, or for a change", () => {
    expect(since(ruleOf({ measure: { kind: "loss", of: "country" } }), [china("2026-03-15")])).toEqual({});
  });
});
