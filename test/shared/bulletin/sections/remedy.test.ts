import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { remedySection } from "../../../../shared/bulletin/sections/remedy.ts";
import type { Measure } from "../../../../shared/policy/measure.ts";
import type { Policy } from "../../../../shared/policy/policy.ts";
import type { Rule } from "../../../../shared/policy/rule.ts";
import { defaultWording } from "../../../../shared/policy/wording.ts";
import type { Link } from "../../../../shared/supply/link.ts";
import type { Position } from "../../../../shared/supply/position.ts";
import type { Supplier } from "../../../../shared/supply/supplier.ts";
import { assessed, foldOf, policyOf, ruleOf, suppliersOf } from "../../../support/builders.ts";
import { positionOf, supplierOf } from "../../../support/samples.ts";
import { worlds } from "../../../support/supply-worlds.ts";

const makers: Supplier[] = [
  supplierOf({ supplierId: "catl", name: "CATL", country: "CN", lists: ["1260h"] }),
  supplierOf({ supplierId: "byd", name: "BYD", country: "CN" }),
  supplierOf({ supplierId: "lg", name: "LG", country: "KR" }),
  supplierOf({ supplierId: "sdi", name: "Samsung SDI", country: "KR" }),
  supplierOf({ supplierId: "us-pack", name: "US Pack Inc.", country: "US" }),
];

type Sale = [supplierId: string | null, originCountry: string | null, thousands: number, item?: string];

interface Case {
  sales: Sale[];
  rule: Partial<Rule>;
  links?: [supplierId: string, upstreamId: string, share: number][];
  policy?: Partial<Policy>;
}

/** The sentences about the one rule of a supply; none where there is nothing to say. */
function remedyOf({ sales, rule, links = [], policy = {} }: Case, wording = defaultWording): string[] {
  const positions = sales.map(
    ([supplierId, originCountry, thousands, item = "bess"], at): Position =>
      positionOf({ positionId: `P-${at}`, supplierId, originCountry, exposure: thousands * 1000_00, item }),
  );
  const rows = links.map(([supplierId, upstreamId, share]): Link => {
    const link = { supplierId, input: "cells", upstreamId, share, source: null, originCountry: null };
    return link;
  });
  const found = assessed({
    fold: foldOf(positions),
    suppliers: suppliersOf(...makers),
    links: Map.groupBy(rows, ({ supplierId }) => supplierId),
    policy: policyOf({ rules: [ruleOf({ title: "It", ...rule })], unmappedSuppliers: "unknown", ...policy }),
  });
  return remedySection(found.observations, found, wording).slice(1);
}

const china: Measure = { kind: "share", of: { facet: "origin", countries: ["CN"] } };
const throughChina: Measure = { kind: "look-through", of: { countries: ["CN"] } };
const half = { above: { critical: 0.5 } };

const cases: [string, Case][] = [
  [
    "one taker that can take all of it",
    {
      sales: [
        ["catl", "CN", 600],
        ["lg", "KR", 400],
      ],
      rule: { measure: china, ...half },
    },
  ],
  [
    "takers that would have to grow too much",
    {
      sales: [
        ["catl", "CN", 900],
        ["lg", "KR", 50],
        ["sdi", "KR", 20],
        ["us-pack", "US", 30],
      ],
      rule: {
        measure: { kind: "share", of: { facet: "control", countries: ["CN", "RU"] } },
        ...half,
        margin: 0.02,
      },
    },
  ],
  [
    "a name that ends with a full stop",
    {
      sales: [
        ["us-pack", "US", 600],
        ["lg", "KR", 400],
      ],
      rule: { measure: { kind: "share", of: { suppliers: ["us-pack"] } }, ...half },
    },
  ],
  [
    "holders of whom it is not known whether they are free",
    {
      sales: [
        ["catl", "CN", 800],
        ["lg", "KR", 100],
        ["sdi", "KR", 60],
        ["us-pack", null, 40],
      ],
      links: [
        ["lg", "home", 1],
        ["home", "mine", 1],
      ],
      rule: { measure: throughChina, ...half },
    },
  ],
  [
    "one that is taken as safe by the policy",
    {
      sales: [
        ["catl", "CN", 800],
        ["lg", "KR", 200],
      ],
      rule: { measure: throughChina, ...half },
      policy: { unmappedSuppliers: "safe" },
    },
  ],
  [
    "an unknown giver, and one of whom only what it makes in one country gives",
    {
      sales: [
        [null, "CN", 400],
        ["lg", "CN", 300],
        ["lg", "KR", 200],
        ["sdi", "KR", 100],
      ],
      rule: { measure: { kind: "direct", of: { countries: ["CN"] } }, above: { critical: 0.1 } },
    },
  ],
  [
    "several items, each with its own takers",
    {
      sales: [
        ["catl", "CN", 500],
        ["catl", "CN", 300, "ups"],
        ["lg", "KR", 150],
        ["sdi", "KR", 50, "radio"],
      ],
      rule: { measure: { kind: "share", of: { list: "1260h" } }, above: { critical: 0 } },
      policy: { growth: 5 },
    },
  ],
  [
    "holders that may not grow",
    {
      sales: [
        ["catl", "CN", 600],
        ["lg", "KR", 400],
      ],
      rule: { measure: china, ...half },
      policy: { growth: 1 },
    },
  ],
  [
    "a rule by item",
    {
      sales: [
        ["catl", "CN", 600],
        ["lg", "KR", 400],
      ],
      rule: { measure: china, ...half, by: "item" },
    },
  ],
  [
    "a share that is too small, to named suppliers",
    {
      sales: [
        ["catl", "CN", 900],
        ["lg", "KR", 100],
      ],
      rule: { measure: { kind: "share", of: { suppliers: ["lg", "sdi"] } }, below: { warning: 0.5 } },
    },
  ],
  [
    "the loss of two owners",
    {
      sales: [
        ["catl", "CN", 500],
        ["byd", "CN", 400],
        ["lg", "KR", 100],
      ],
      rule: { measure: { kind: "loss", of: "owner" }, above: { warning: 0.3 } },
      policy: { unmappedSuppliers: "safe" },
    },
  ],
  [
    "one owner of all, of whom no new one may be as large",
    {
      sales: [["catl", "CN", 1000]],
      rule: { measure: { kind: "loss", of: "owner" }, above: { warning: 0.3 } },
      policy: { unmappedSuppliers: "safe" },
    },
  ],
  [
    "owners that are too few",
    {
      sales: [
        ["catl", "CN", 700],
        ["byd", "CN", 200],
        ["lg", "KR", 100],
      ],
      rule: { measure: { kind: "hhi", facet: "owner" }, above: { critical: 5000 } },
    },
  ],
  [
    "the largest one",
    {
      sales: [
        ["catl", "CN", 700],
        ["byd", "CN", 200],
        ["lg", "KR", 100],
      ],
      rule: { measure: { kind: "top", facet: "supplier", n: 1 }, above: { critical: 0.35 } },
    },
  ],
  [
    "a limit that nothing reaches",
    {
      sales: [["catl", "CN", 700]],
      rule: { measure: { kind: "hhi", facet: "owner" }, above: { warning: 0 } },
    },
  ],
];

describe("what can be done", () => {
  it("reads as agreed", async () => {
    const told = cases.map(([what, own]) => [what.toUpperCase(), ...remedyOf(own)].join("\n"));
    await expect(`${told.join("\n\n")}\n`).toMatchFileSnapshot("../golden/remedies.txt");
  });

  it("is not said of a rule inside its limits, nor of a change, nor of what is unknown", () => {
    const sales: Sale[] = [
      ["catl", null, 600],
      ["lg", "KR", 400],
    ];
    expect(remedyOf({ sales, rule: { measure: china, above: { critical: 0.7 } } })).toEqual([]);
    expect(
      remedyOf({ sales, rule: { measure: { kind: "unknown", facet: "origin" }, above: { warning: 0.1 } } }),
    ).toEqual([]);
    const change: Measure = { kind: "change", of: china, days: 30 };
    expect(remedyOf({ sales, rule: { measure: change, above: { warning: -0.5 } } })).toEqual([]);
  });

  it("calls what moves as the wording does, where no move reaches a limit", () => {
    const nothing = cases.find(([what]) => what === "a limit that nothing reaches");
    const [, own = { sales: [], rule: {} }] = nothing ?? [];
    expect(remedyOf(own, { ...defaultWording, supply: "US imports" })[0]).toBe(
      "  No move of US imports reaches HHI 0: however fine the spread, that much stays together.",
    );
  });

  it("reads as words, whatever the supply", () => {
    const measures: Measure[] = [
      ...cases.flatMap(([, { rule }]) => rule.measure ?? []),
      { kind: "loss", of: "country" },
      { kind: "look-through", of: { owners: ["s1", "s4"] } },
    ];
    fc.assert(
      fc.property(worlds({ cycles: true }), fc.constantFrom(...measures), (world, measure) => {
        const isCount = measure.kind === "hhi";
        const found = assessed({
          fold: foldOf(world.positions),
          suppliers: suppliersOf(...world.suppliers),
          links: Map.groupBy(world.links, ({ supplierId }) => supplierId),
          policy: policyOf({ rules: [ruleOf({ measure, above: { critical: isCount ? 1500 : 0.1 } })] }),
        });
        const text = remedySection(found.observations, found, defaultWording).join("\n");
        expect(text).not.toMatch(/NaN|undefined|null|Infinity|\.\.|\bnobody \(| {2}\S.* {2}/);
      }),
    );
  });
});
