import { describe, expect, it } from "vitest";
import type { Silence } from "../../../shared/alerts/silence.ts";
import type { MissingImport } from "../../../shared/imports/missing.ts";
import { defaultWording } from "../../../shared/policy/wording.ts";
import type { Link } from "../../../shared/supply/link.ts";
import type { Position } from "../../../shared/supply/position.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { addDays } from "../../../shared/values/day.ts";
import { asMinor } from "../../../shared/values/exposure.ts";
import { goods } from "../../support/beside.ts";
import { AS_OF, policyOf, refusalOf, ruleOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { acknowledgedUntil } from "../../support/series.ts";
import { asEmail, type Run, tell } from "./telling.ts";

const LAST_WEEK = "2026-07-24";

const suppliers: Supplier[] = [
  supplierOf({ supplierId: "catl", name: "CATL", country: "CN", lists: ["1260h", "ndaa-154"] }),
  supplierOf({
    supplierId: "us-pack",
    name: "US Pack Inc.",
    country: "US",
    parentId: "catl",
    parentStake: 0.6,
  }),
  supplierOf({ supplierId: "panasonic", name: "Panasonic", country: "JP", inputs: "none" }),
  supplierOf({ supplierId: "lges", name: "LG Energy Solution", country: "KR" }),
];

/** USD 10 M, of which `chinese` M are made in China and `unknown` M nobody knows where. */
function supply(chinese: number, unknown = 0, source = "invoices"): Position[] {
  const position = (supplierId: string | null, originCountry: string | null, millions: number) =>
    positionOf({ supplierId, originCountry, exposure: Math.round(millions * 1_000_000_00), source });
  const others = 10 - chinese - unknown;
  return [
    position("catl", "CN", chinese),
    position("panasonic", "JP", others * 0.6),
    position("lges", "KR", others * 0.4),
    position(null, null, unknown),
  ].filter(({ exposure }) => exposure > 0);
}

const quiet: Run = { asOf: LAST_WEEK, positions: supply(1), suppliers };
const atWarning: Run = { asOf: LAST_WEEK, positions: supply(3), suppliers };
const atCritical: Run = { asOf: LAST_WEEK, positions: supply(7), suppliers };
const blind: Run = { asOf: LAST_WEEK, positions: [], suppliers };

const ownerRule = ruleOf({
  id: "owner-concentration",
  title: "Concentration of owners",
  measure: { kind: "hhi", facet: "owner" },
  above: { warning: 1000, critical: 1800 },
  why: "Above 1,800 points the loss of one owner cannot be absorbed by the others.",
  source: "US DOJ and FTC, Merger Guidelines (2023), Guideline 1",
});
const listRule = ruleOf({
  id: "chinese-military-companies",
  title: "From companies on the 1260H list",
  measure: { kind: "share", of: { list: "1260h" } },
  above: { critical: 0 },
  effectiveFrom: "2027-06-30",
  why: "DoD may not contract with entities on the section 1260H list: zero tolerance.",
  source: "Public Law 118-31 (FY2024 NDAA), section 805",
});
const fewOwners = ruleOf({
  id: "effective-owners",
  title: "Effective number of owners",
  measure: { kind: "effective", facet: "owner" },
  below: { warning: 3 },
  why: "Fewer than three equally large owners leave nobody to turn to.",
  source: "A test",
});
const throughChina = ruleOf({
  id: "china-look-through",
  title: "Supply at risk if China stops shipping",
  measure: { kind: "look-through", of: { countries: ["CN"] } },
});
const cells: Link = {
  supplierId: "lges",
  input: "cells",
  upstreamId: "catl",
  originCountry: null,
  share: 0.2,
  source: "10-K 2025",
};
const patient = policyOf({
  rules: [ruleOf({ margin: 0.03, keep: 2, remindEveryDays: 7 }), ownerRule],
});
const looser = policyOf({ rules: [ruleOf({ above: { warning: 0.28, critical: 0.75 } })] });
const perItem = policyOf({ rules: [ruleOf({ by: "item" })] });
const silence: Silence = {
  id: "s1",
  rule: "china-origin",
  group: null,
  until: AS_OF,
  by: "ada",
  reason: "a new supplier is on its way",
  since: "2026-07-20T09:00:00.000Z",
};
/** One run a day for the days before `AS_OF`, a tenth of a million more from China each day. */
const daily = Array.from({ length: 30 }, (_, day): Run => {
  return { asOf: addDays(AS_OF, day - 30), positions: supply(1 + day / 20, 0.5), suppliers };
});
const quietRule = policyOf({ rules: [ruleOf({ possible: "quiet" }), ownerRule] });
const mistyped = policyOf({
  rules: [ruleOf({ measure: { kind: "share", of: { facet: "origin", countries: ["CH"] } } })],
});
const japanese = policyOf({
  rules: [ruleOf({ measure: { kind: "share", of: { facet: "origin", countries: ["JP"] } } })],
});
const monthly = policyOf({ staleAfterDays: 10 });
const unknownRule = ruleOf({
  id: "unknown-origin",
  title: "Made nobody knows where",
  measure: { kind: "unknown", facet: "origin" },
  above: { warning: 0.1 },
});
const reminding = policyOf({ rules: [ruleOf({ remindEveryDays: 7 }), unknownRule] });
const unreminded = policyOf({ rules: [ruleOf(), unknownRule] });
const hostile = "Evil\r\nBcc: all@example.com\u202e Corp\u0007";

const compared = policyOf({
  benchmark: {
    sector: "imports",
    items: { bess: "hts-8507600030" },
    originsExcept: ["JP"],
    source: "Customs, imports by value",
  },
});
const imports = goods(["hts-8507600030", "CN", 28_000_000], ["hts-8507600030", "KR", 72_000_000]);

const texts: [string, Run[]][] = [
  ["raised-certain", [quiet, { positions: supply(3), suppliers }]],
  ["raised-interval", [quiet, { positions: supply(3, 1), suppliers }]],
  ["possible", [quiet, { positions: supply(2, 2), suppliers }]],
  ["worsened", [atWarning, { positions: supply(7), suppliers }]],
  ["eased", [atCritical, { positions: supply(3), suppliers }]],
  ["resolved", [atWarning, { positions: supply(1), suppliers }]],
  ["resolved-interval", [atCritical, { positions: supply(0, 2), suppliers }]],
  ["no-data", [quiet, { positions: [], suppliers }]],
  ["no-data-while-open", [atWarning, { positions: [], suppliers }]],
  ["data-back", [blind, { positions: supply(1), suppliers }]],
  ["data-back-and-raised", [blind, { positions: supply(3), suppliers }]],
  ["rule-removed", [atWarning, { positions: supply(3), suppliers, policy: policyOf({ rules: [listRule] }) }]],
  ["illustrative", [quiet, { positions: supply(3, 0, "illustrative"), suppliers }]],
  ["beside-the-market", [quiet, { positions: supply(3, 1), suppliers, policy: compared, market: imports }]],
  ["partly-illustrative", [{ positions: [...supply(1), ...supply(9, 0, "illustrative")], suppliers }]],
  ["incomplete", [atWarning, { positions: supply(7), suppliers, unreadable: 2 }]],
  [
    "reminder-by-last-known",
    [
      { ...atCritical, policy: reminding },
      { positions: supply(3), suppliers, policy: reminding, missing: [missingOf(2)] },
    ],
  ],
  [
    "held-and-acknowledged",
    [
      { ...atCritical, policy: reminding },
      {
        ...{ positions: supply(3, 2), suppliers, policy: reminding, missing: [missingOf(2)] },
        acknowledgements: [acknowledgedUntil(null, { level: "critical" })],
      },
    ],
  ],
  [
    "last-known-beside-raised",
    [
      { ...atCritical, policy: reminding },
      { positions: supply(3, 2), suppliers, policy: reminding, missing: [missingOf(2)] },
    ],
  ],
  ["several-and-ahead", [{ positions: supply(7, 1), suppliers, policy: severalRules() }]],
  [
    "reminder",
    [
      { ...atWarning, policy: patient },
      { positions: supply(3.2), suppliers, policy: patient },
    ],
  ],
  [
    "worsened-with-margin",
    [
      { ...atWarning, policy: patient },
      { positions: supply(7), suppliers, policy: patient },
    ],
  ],
  [
    "silence-over-raised",
    [
      { ...quiet },
      { ...atWarning, asOf: "2026-07-30", silences: [silence] },
      { positions: supply(3), suppliers },
    ],
  ],
  [
    "silence-over-resolved",
    [atWarning, { ...quiet, asOf: "2026-07-30", silences: [silence] }, { positions: supply(1), suppliers }],
  ],
  ["raised-beside-silenced", [besideSilenced(LAST_WEEK, 2), besideSilenced(AS_OF, 7)]],
  ["limit-changed", [atCritical, { positions: supply(7), suppliers, policy: looser }]],
  [
    "group-vanished",
    [
      { ...atWarning, policy: perItem },
      { positions: otherItems(), suppliers, policy: perItem },
    ],
  ],
  [
    "refused-rows",
    [
      {
        positions: supply(7, 0, "illustrative: made up"),
        suppliers,
        refusals: [
          refusalOf(),
          refusalOf({
            sector: null,
            kind: "links",
            file: "links.csv",
            rows: 1,
            of: 28,
            exposure: null,
            exposureAtLeast: false,
            reasons: [{ reason: "share: must be a decimal between 0 and 1", rows: 1 }],
          }),
        ],
      },
    ],
  ],
  [
    "missing-positions",
    [atWarning, { positions: supply(7), suppliers, missing: [missingOf(2), missingOf(0.5)] }],
  ],
  ["before-weekly", [...daily, { positions: supply(3, 0.5), suppliers }]],
  ["raised-by-item", [ofItems(LAST_WEEK, 1), ofItems(AS_OF, 4)]],
  ["items-with-titles", [ofItems(LAST_WEEK, 1), titled(ofItems(AS_OF, 4))]],
  [
    "quiet-beside-raised",
    [
      { ...quiet, policy: quietRule },
      { positions: supply(2, 6), suppliers, policy: quietRule },
    ],
  ],
  [
    "quiet-eased",
    [
      { ...atWarning, policy: quietRule },
      { positions: supply(2, 2), suppliers, policy: quietRule },
    ],
  ],
  ["rule-changed", [atWarning, { positions: supply(3), suppliers, policy: mistyped }]],
  [
    "rule-changed-and-raised",
    [quiet, { ...atWarning, asOf: "2026-07-30" }, { positions: supply(3), suppliers, policy: japanese }],
  ],
  [
    "stale",
    [
      { ...quiet, policy: monthly },
      { positions: supply(1), suppliers, policy: monthly },
    ],
  ],
  ["stale-at-first-look", [{ positions: supply(7), suppliers, policy: monthly }]],
  [
    "fresh-by-policy",
    [
      { ...quiet, asOf: "2026-07-30", policy: monthly },
      { positions: supply(1), suppliers, policy: policyOf({ staleAfterDays: 30 }) },
    ],
  ],
  ["fresh", [{ positions: supply(1), suppliers, policy: monthly }, newer()]],
  [
    "news-before-reminder",
    [
      { ...atCritical, policy: reminding },
      { positions: supply(7, 2), suppliers, policy: reminding },
    ],
  ],
  [
    "resolved-while-open",
    [
      { ...atCritical, positions: supply(7, 2), policy: unreminded },
      { positions: supply(7), suppliers, policy: unreminded },
    ],
  ],
  ["look-through", [linked(LAST_WEEK, 1), linked(AS_OF, 3)]],
  [
    "moved-by-unknown-origin",
    [bought(LAST_WEEK, { CN: 40, JP: 60 }), bought(AS_OF, { CN: 40, JP: 60, unknown: 50 })],
  ],
  [
    "moved-by-unknown-origin-possible",
    [bought(LAST_WEEK, { CN: 20, JP: 80 }), bought(AS_OF, { CN: 20, JP: 80, unknown: 25 })],
  ],
  ["moved-by-leaving", [bought(LAST_WEEK, { CN: 51, KR: 49 }), bought(AS_OF, { CN: 51 })]],
  [
    "moved-by-becoming-known",
    [bought(LAST_WEEK, { CN: 20, JP: 40, unknown: 40 }), bought(AS_OF, { CN: 50, JP: 50 })],
  ],
  ["only-possible", [onlyPossible(LAST_WEEK, 10), onlyPossible(AS_OF, 60)]],
  ["hostile-names", [{ positions: hostileSupply(), suppliers: hostileSuppliers(), policy: severalRules() }]],
];

describe("the e-mail", () => {
  it.each(texts)("%s reads as agreed", async (name, runs) => {
    await expect(asEmail(tell(...runs))).toMatchFileSnapshot(`golden/${name}.txt`);
  });
});

function severalRules() {
  return policyOf({ rules: [ruleOf(), ownerRule, fewOwners, listRule] });
}

/** So many millions that a file brought, and that nobody knows to have left. */
function missingOf(millions: number): MissingImport {
  const day = millions > 1 ? "02" : "09";
  return {
    importId: `0mqh8c0${day}-00000a`,
    brought: { kind: "positions", file: `july-${day}.csv`, startedAt: `2026-07-${day}T06:00:00.000Z` },
    exposure: asMinor(millions * 1_000_000_00),
    cells: null,
    since: LAST_WEEK,
    foundAt: `${AS_OF}T06:00:00.000Z`,
    isConfirmable: true,
  };
}

/** Both rules cross their limits with 7 M from China; that of owners is silenced. */
function besideSilenced(asOf: string, chinese: number): Run {
  const overOwners = { ...silence, rule: ownerRule.id, until: "2026-08-10" };
  const policy = policyOf({ rules: [ruleOf(), ownerRule] });
  return { asOf, positions: supply(chinese), suppliers, policy, silences: [overOwners] };
}

/** A run after one of stale data, with a purchase of the day before. */
function newer(): Run {
  const positions = [
    ...supply(1),
    positionOf({ supplierId: "lges", originCountry: "KR", date: "2026-07-31" }),
  ];
  return { asOf: "2026-08-01", positions, suppliers, policy: monthly };
}

function otherItems(): Position[] {
  return [positionOf({ item: "ups-lithium", exposure: 1_000_000_00 })];
}

/** Of 10 M of `bess`, so many from China; 3 of 10 M of `ups-lithium` beside it. */
function ofItems(asOf: string, chinese: number): Run {
  const ups = supply(3).map((position) => ({ ...position, item: "ups-lithium" }));
  return { asOf, positions: [...supply(chinese), ...ups], suppliers, policy: perItem };
}

function titled(run: Run): Run {
  const items = new Map([
    ["bess", "grid batteries"],
    ["ups-lithium", "lithium-ion UPS"],
  ]);
  return { ...run, policy: { ...perItem, wording: { ...defaultWording, items } } };
}

function linked(asOf: string, chinese: number): Run {
  const policy = policyOf({ rules: [throughChina] });
  return { asOf, positions: supply(chinese), suppliers, links: [cells], policy };
}

/** Dollars by country of manufacture, `unknown` for those of unknown origin; warning above 30 %, critical above 65 %. */
function bought(asOf: string, dollars: Record<string, number>): Run {
  const positions = Object.entries(dollars).map(([origin, exposure]) =>
    positionOf({ originCountry: origin === "unknown" ? null : origin, exposure: exposure * 100 }),
  );
  const policy = policyOf({ rules: [ruleOf({ above: { warning: 0.3, critical: 0.65 } })] });
  return { asOf, positions, suppliers: [supplierOf()], policy };
}

/** Of 100 dollars, so many sold by one whose only input may come from anywhere. */
function onlyPossible(asOf: string, dollars: number): Run {
  const positions = [
    positionOf({ supplierId: "lges", originCountry: "KR", exposure: dollars * 100 }),
    positionOf({ supplierId: "panasonic", exposure: (100 - dollars) * 100 }),
  ];
  const links = [{ ...cells, upstreamId: "panasonic", share: 0 }];
  return { asOf, positions, suppliers, links, policy: policyOf({ rules: [throughChina] }) };
}

function hostileSuppliers(): Supplier[] {
  return [
    supplierOf({ supplierId: "evil", name: hostile, country: "CN" }),
    supplierOf({ supplierId: "huge", name: "x".repeat(10_000), country: "CN" }),
    supplierOf({ supplierId: "rtl", name: "\u202eتدوير\u202c", country: "IR" }),
    supplierOf({ supplierId: "a-ring", name: "A", parentId: "b-ring\u202e", parentStake: 1 }),
    supplierOf({ supplierId: "b-ring\u202e", name: "B", parentId: "a-ring", parentStake: 1 }),
  ];
}

function hostileSupply(): Position[] {
  const ids = ["evil", "huge", "rtl", "a-ring", "no-row\u2028of its own"];
  return ids.map((supplierId) => positionOf({ supplierId, originCountry: "CN", exposure: 1_000_000_00 }));
}
