import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { remedySection } from "../../../../shared/bulletin/sections/remedy.ts";
import type { Measure } from "../../../../shared/policy/measure.ts";
import type { Policy } from "../../../../shared/policy/policy.ts";
import type { Rule } from "../../../../shared/policy/rule.ts";
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

/** The sentences about the one rule of a supply. */
function remedyOf({ sales, rule, links = [], policy = {} }: Case): string | undefined {
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
  return remedySection(found.observations, found)[1]?.trim();
}

const china: Measure = { kind: "share", of: { facet: "origin", countries: ["CN"] } };
const throughChina: Measure = { kind: "look-through", of: { countries: ["CN"] } };
const half = { above: { critical: 0.5 } };

const cases: [string, Case, string][] = [
  [
    "one taker that can take all of it",
    {
      sales: [
        ["catl", "CN", 600],
        ["lg", "KR", 400],
      ],
      rule: { measure: china, ...half },
    },
    "It: to reach 50 % (the critical limit), move USD 100.0 k of bess (10.0 % of all supply) from China. South Korea (USD 400.0 k today) is known to make bess outside China and can take all of it: 1.25 times what it holds.",
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
    "It: to reach 48 % (2 % inside the critical limit), move USD 420.0 k of bess (42.0 % of all supply) from CATL. Only LG, US Pack Inc. and Samsung SDI (USD 100.0 k today) are known to sell bess and not to be controlled from China or Russia: they can take USD 100.0 k (together 2 times what they hold). New sources are needed for USD 320.0 k.",
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
    "It: to reach 50 % (the critical limit), move USD 100.0 k of bess (10.0 % of all supply) from US Pack Inc. LG (USD 400.0 k today) is known to sell bess besides US Pack Inc. and can take all of it: 1.25 times what it holds.",
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
    "It: to reach 50 % (the critical limit), move USD 300.0 k of bess (30.0 % of all supply) from CATL. Nobody is known to be free of China for bess; of LG, Samsung SDI and US Pack Inc. (USD 200.0 k today) it is not known. Unless they prove to be so, new sources are needed for all of it. This clears what is certain, not what is possible.",
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
    "It: to reach 50 % (the critical limit), move USD 300.0 k of bess (30.0 % of all supply) from CATL. Only LG (USD 200.0 k today) counts as free of China for bess: it can take USD 200.0 k (2 times what it holds). New sources are needed for USD 100.0 k.",
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
    "It: to reach 10 % (the critical limit), move USD 600.0 k of bess (60.0 % of all supply) from supply of unknown supplier and LG (made in China). Only Samsung SDI (USD 100.0 k today) is known to sell bess neither made in nor controlled from China: it can take USD 100.0 k (2 times what it holds). New sources are needed for USD 500.0 k.",
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
    "It: to reach 0 % (the critical limit), move USD 800.0 k of bess and ups (80.0 % of all supply) from CATL. LG (USD 150.0 k today) is known to sell bess and not to stand on the 1260H list and can take all that moves of it: 4.33 times what it holds. Nobody is known to sell ups and not to stand on the 1260H list. New sources are needed for USD 300.0 k.",
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
    "It: to reach 50 % (the critical limit), move USD 100.0 k of bess (10.0 % of all supply) from China. Only South Korea (USD 400.0 k today) is known to make bess outside China, and it can take none of it. New sources are needed for all of it.",
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
    "It (bess): to reach 50 % (the critical limit), move USD 100.0 k (10.0 % of bess) from China. South Korea (USD 400.0 k today) is known to make bess outside China and can take all of it: 1.25 times what it holds.",
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
    "It: to reach 50 % (the warning minimum), move USD 400.0 k of bess (40.0 % of all supply) from CATL. Only LG (USD 100.0 k today) is known to sell bess: it can take USD 100.0 k (2 times what it holds). For USD 300.0 k it takes more than 2 times what is bought from LG or Samsung SDI now.",
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
    "It: to reach 30 % (the warning limit), move USD 300.0 k of bess (30.0 % of all supply) from CATL and BYD. Only LG (USD 100.0 k today) counts as free of CATL and BYD for bess: it can take USD 100.0 k (2 times what it holds). New sources are needed for USD 200.0 k.",
  ],
  [
    "one owner of all, of whom no new one may be as large",
    {
      sales: [["catl", "CN", 1000]],
      rule: { measure: { kind: "loss", of: "owner" }, above: { warning: 0.3 } },
      policy: { unmappedSuppliers: "safe" },
    },
    "It: to reach 30 % (the warning limit), move USD 700.0 k of bess (70.0 % of all supply) from CATL. Nobody counts as free of CATL for bess. New sources are needed for all of it, no owner among them with more than USD 300.0 k.",
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
    "It: to reach 5,000 (the critical limit), move USD 29.2 k (2.9 % of all supply) from CATL, down to USD 670.8 k, to many new owners, a little to each. With fewer of them it may take more. Today's known owners alone can do it with USD 35.4 k, from CATL to LG (USD 100.0 k today): it becomes 1.35 times what it holds.",
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
    "It: to reach 35 % (the critical limit), move USD 350.0 k (35.0 % of all supply) from CATL, down to USD 350.0 k. BYD and LG (USD 300.0 k today) can take USD 250.0 k (together 1.83 times what they hold). New suppliers are needed for USD 100.0 k, none with more than USD 350.0 k.",
  ],
  [
    "a limit that nothing reaches",
    {
      sales: [["catl", "CN", 700]],
      rule: { measure: { kind: "hhi", facet: "owner" }, above: { warning: 0 } },
    },
    "It: no move of supply reaches 0 (the warning limit): however finely it is spread, that much stays together.",
  ],
];

describe("what can be done", () => {
  it.each(cases)("about %s", (_what, own, sentences) => {
    expect(remedyOf(own)).toBe(sentences);
  });

  it("is not said of a rule inside its limits, nor of a change, nor of what is unknown", () => {
    const sales: Sale[] = [
      ["catl", null, 600],
      ["lg", "KR", 400],
    ];
    expect(remedyOf({ sales, rule: { measure: china, above: { critical: 0.7 } } })).toBeUndefined();
    expect(
      remedyOf({ sales, rule: { measure: { kind: "unknown", facet: "origin" }, above: { warning: 0.1 } } }),
    ).toBeUndefined();
    const change: Measure = { kind: "change", of: china, days: 30 };
    expect(remedyOf({ sales, rule: { measure: change, above: { warning: -0.5 } } })).toBeUndefined();
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
        const text = remedySection(found.observations, found).join("\n");
        expect(text).not.toMatch(/NaN|undefined|null|Infinity|\.\.|\bnobody \(| {2}\S.* {2}/);
      }),
    );
  });
});
