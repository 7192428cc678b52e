import { describe, expect, it } from "vitest";
import type { Acknowledgement } from "../../../../shared/alerts/acknowledgement.ts";
import type { Silence } from "../../../../shared/alerts/silence.ts";
import { aheadSection } from "../../../../shared/bulletin/sections/ahead.ts";
import type { CalendarDate } from "../../../../shared/policy/calendar.ts";
import type { ListEntry } from "../../../../shared/policy/list-entry.ts";
import { listingsOf } from "../../../../shared/policy/listings.ts";
import type { Rule } from "../../../../shared/policy/rule.ts";
import type { Holding } from "../../../../shared/supply/holding.ts";
import type { Supplier } from "../../../../shared/supply/supplier.ts";
import { assessed, entryOf, foldOf, policyOf, ruleOf, suppliersOf } from "../../../support/builders.ts";
import { positionOf, supplierOf } from "../../../support/samples.ts";

const bought = (date: string) =>
  foldOf([
    positionOf({ supplierId: "catl", item: "bess", originCountry: "CN", exposure: 40_00, date }),
    positionOf({ supplierId: "lg", item: "ups", originCountry: "KR", exposure: 50_00, date }),
    positionOf({ supplierId: "lg", item: "ups", originCountry: null, exposure: 10_00, date }),
  ]);
const rows = [
  supplierOf({ supplierId: "catl", name: "CATL", country: "CN" }),
  supplierOf({ supplierId: "lg", name: "LG", country: "KR" }),
];
const tax = ruleOf({
  id: "tax",
  title: "2027 tax credit",
  above: { critical: 0.35 },
  effectiveFrom: "2027-01-01",
});
const listed = ruleOf({
  id: "listed",
  title: "From listed companies",
  measure: { kind: "share", of: { list: "1260h" } },
  above: { critical: 0 },
});
const request = {
  rule: "tax",
  group: null,
  until: "2026-08-14",
  by: "Ann",
  reason: "r",
  since: "2026-07-20T09:00:00.000Z",
};

interface World {
  rules?: Rule[];
  entries?: ListEntry[];
  silences?: Partial<Silence>[];
  acknowledgements?: Partial<Acknowledgement>[];
  calendar?: CalendarDate[];
  suppliers?: Supplier[];
  newest?: string;
}

function section({ rules = [ruleOf()], entries = [], suppliers = rows, ...world }: World) {
  const title = "Companies not to buy from";
  const restrictedLists = { lists: new Map([["1260h", { list: "1260h", title, source: "s" }]]), entries };
  const policy = {
    ...(rules.length === 0 ? policyOf() : policyOf({ rules })),
    ...(rules.length === 0 ? { rules } : {}),
    restrictedLists,
    calendar: world.calendar ?? [],
  };
  const of = suppliersOf(...suppliers);
  const silences = (world.silences ?? []).map((one) => ({ ...request, id: "s", ...one }));
  const known = (world.acknowledgements ?? []).map(
    (one) => ({ ...request, id: "a", level: "warning", ...one }) as Acknowledgement,
  );
  const decisions = known.map((acknowledgement) => ({ acknowledgement }) as never);
  return aheadSection({
    assessed: assessed({
      fold: bought(world.newest ?? "2026-07-15"),
      suppliers: of,
      policy,
      listings: listingsOf(of, restrictedLists),
    }),
    policy,
    decision: { decisions, silences },
    place: { dir: "mine" },
  });
}

const linesOf = (world: World) =>
  section(world)
    .lines.slice(1)
    .map((line) => line.trim());
const lgFrom = (from: string, to: string | null = null) =>
  entryOf({ entity: "LG", names: [], country: "KR", from, to });

describe("a rule that will be in force, if nothing changes", () => {
  const first = (rule: Partial<Rule>, world: World = {}) =>
    linesOf({ rules: [{ ...tax, ...rule }], ...world })[0];

  it("is told by its title, with figure, limit and days left", () => {
    expect(section({ rules: [tax] })).toEqual({
      lines: [
        "IF NOTHING CHANGES",
        '  1 Jan 2027: over the limit of "2027 tax credit" (40.0 to 50.0 %, limit 35 %), 154 days left. [tax]',
      ],
      commands: [],
    });
  });

  it("is perhaps over its limit where only the possible bound is", () => {
    expect(first({ above: { critical: 0.45 } })).toBe(
      '1 Jan 2027: perhaps over the limit of "2027 tax credit" (40.0 to 50.0 %, limit 45 %), 154 days left. [tax]',
    );
  });

  it("is left out where it will be inside its limits, where it measures a change, and on its first day", () => {
    expect(linesOf({ rules: [{ ...tax, above: { critical: 0.6 } }] })).toEqual([]);
    const change = { ...tax, measure: { kind: "change" as const, of: tax.measure, days: 30 } } as Rule;
    expect(linesOf({ rules: [change] })).toEqual([]);
    expect(linesOf({ rules: [{ ...tax, effectiveFrom: "2026-07-31" }] })).toEqual([]);
  });

  it("is told in the words of its side, and of a limit that may not be reached", () => {
    const { above: _, ...bare } = tax;
    const few: Rule = { ...bare, measure: { kind: "effective", facet: "origin" }, below: { warning: 3 } };
    expect(linesOf({ rules: [few] })[0]).toMatch(
      /^1 Jan 2027: under the minimum of .*, minimum 3\), 154 days left/,
    );
    expect(first({ above: { critical: 0.4, atLimit: true }, margin: 0.01 })).toContain(
      'at or over the limit of "2027 tax credit" (40.0 to 50.0 %, to stay under 40 %)',
    );
  });

  it("is told once for all of its groups, by the worst", () => {
    expect(first({ by: "item", above: { critical: 0.1 } })).toBe(
      '1 Jan 2027: over the limit of "2027 tax credit (bess)" (100.0 %, limit 10 %) and 1 more, 154 days left. [tax]',
    );
  });

  it("is told as silenced where a silence lasts longer, and only then", () => {
    expect(first({}, { silences: [{ until: "2027-01-02" }] })).toContain(
      "154 days left. Silenced until 2 Jan 2027 by Ann. [tax]",
    );
    expect(linesOf({ rules: [tax], silences: [{ until: "2027-01-01" }] }).join("\n")).not.toContain(
      "Silenced until",
    );
    expect(first({}, { silences: [{ rule: "other", until: "2027-01-02" }] })).not.toContain("Silenced until");
  });

  it("is told with one day left in the singular", () => {
    expect(first({ effectiveFrom: "2026-08-01" })).toMatch(/^1 Aug 2026: .*, 1 day left\. /);
  });
});

describe("a restricted list, if nothing changes", () => {
  it("is told with what its rule will find, whether that is a breach or not", () => {
    expect(linesOf({ rules: [listed], entries: [lgFrom("2027-01-01")] })).toEqual([
      '1 Jan 2027: LG comes on the list "Companies not to buy from": over the limit of "From listed companies" (60.0 %, limit 0 %), 154 days left. [listed]',
    ]);
    expect(linesOf({ rules: [listed], entries: [lgFrom("2026-01-01", "2027-02-01")] })).toEqual([
      '1 Feb 2027: LG goes off the list "Companies not to buy from": inside the limits of "From listed companies" (0.0 %, limit 0 %), 185 days left. [listed]',
    ]);
  });

  it("is left out where no rule looks at it, or none that is in force then", () => {
    expect(linesOf({ entries: [lgFrom("2027-01-01")] })).toEqual([]);
    const later = { ...listed, effectiveFrom: "2027-06-30" };
    expect(linesOf({ rules: [later], entries: [lgFrom("2027-01-01")] }).join("\n")).not.toContain("comes on");
  });
});

describe("other days, if nothing changes", () => {
  it("are the ends of silences and acknowledgements, by the titles of their rules", () => {
    const silences = [{}, { rule: null }, { rule: "gone", until: "2026-08-15" }];
    expect(
      linesOf({
        rules: [{ ...tax, above: { critical: 0.6 } }],
        silences,
        acknowledgements: [{}, { until: null }],
      }),
    ).toEqual([
      '14 Aug 2026: what Ann acknowledged may be reminded of again: "2027 tax credit", 14 days left. [tax]',
      '14 Aug 2026: the silence of Ann over "2027 tax credit" ends, 14 days left. [tax]',
      "14 Aug 2026: the silence of Ann over every rule ends, 14 days left.",
      "15 Aug 2026: the silence of Ann over gone ends, 15 days left.",
    ]);
  });

  it("are another owner, and a holding that ends where a rule counts holdings", () => {
    const holding: Holding = {
      ...{ supplierId: "lg", holderId: "byd", minShare: 0.6, maxShare: 0.6, kind: "equity" },
      ...{ from: null, to: "2026-08-31", source: null },
    };
    const byd = supplierOf({ supplierId: "byd", name: "BYD", country: "CN" });
    const held = (share: number) => [
      ...rows.slice(0, 1),
      {
        ...supplierOf({ supplierId: "lg", name: "LG" }),
        holdings: [{ ...holding, minShare: share, maxShare: share }],
      },
      byd,
    ];
    expect(linesOf({ suppliers: held(0.6) })[0]).toMatch(
      /^1 Sep 2026: LG belongs to .*, until then to BYD, 32 days left\.$/,
    );
    const influenced = ruleOf({
      id: "influenced",
      measure: { kind: "influenced", of: { countries: ["CN"] }, single: 0.25, together: 0.4 },
    });
    expect(linesOf({ suppliers: held(0.3) })).toEqual([]);
    expect(linesOf({ suppliers: held(0.3), rules: [influenced] })).toEqual([
      "1 Sep 2026: BYD no longer holds 30.0 % of LG (equity), 32 days left.",
    ]);
  });

  it("are days of the calendar, after the data that is late longest", () => {
    const release = (title: string, afterEachMonth: number): CalendarDate => {
      return {
        title,
        afterEachMonth,
        sectors: ["ai"],
        about: "a",
        source: "s",
        releases: { data: "figures" },
      };
    };
    const calendar: CalendarDate[] = [
      { title: "A notice is due", date: "2026-08-20", sectors: ["ai"], source: "s" },
      ...[release("Trade figures", 5), release("Others", 1)],
    ];
    expect(linesOf({ calendar })).toEqual([
      "1 Aug 2026: Others, with figures of Jul 2026, 1 day left.",
      "5 Aug 2026: Trade figures, with figures of Jul 2026, 5 days left.",
      "20 Aug 2026: A notice is due, 20 days left.",
    ]);
    expect(linesOf({ calendar, newest: "2026-05-31" })).toEqual([
      "1 Jul 2026: Others, with figures of Jun 2026: no purchase dated 1 Jun 2026 to 31 Jul 2026 was read, 30 days late.",
      "1 Aug 2026: Others, with figures of Jul 2026, 1 day left.",
      "5 Aug 2026: Trade figures, with figures of Jul 2026, 5 days left.",
      "20 Aug 2026: A notice is due, 20 days left.",
      "and 1 more: list ahead",
    ]);
  });
});

describe("what is left out, if nothing changes", () => {
  const silences = Array.from({ length: 6 }, (_, at) => ({ until: `2026-08-0${at + 1}`, by: `b${at}` }));
  const years = [2027, 2028, 2029, 2030, 2031].map((year) => ({
    ...tax,
    id: `tax-${year}`,
    effectiveFrom: `${year}-01-01`,
  }));

  it("is counted, and listed by a command", () => {
    const { lines, commands } = section({ rules: years, silences });
    expect(lines).toHaveLength(6);
    expect(lines[1]).toContain("the silence of b0");
    expect(lines.slice(2, 5).map((line) => line.slice(-10))).toEqual([
      "[tax-2027]",
      "[tax-2028]",
      "[tax-2029]",
    ]);
    expect(lines[5]).toBe("  and 7 more: list ahead");
    expect(commands).toEqual([
      {
        purpose: "Every day ahead:",
        command: "npx chokepoint list ahead --sector ai --as-of 2026-07-31 --dir mine",
      },
    ]);
  });

  it("is all of a sector that is watched no more", () => {
    expect(section({ rules: [], silences })).toEqual({ lines: [], commands: [] });
  });
});
