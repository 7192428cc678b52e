import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Assessed } from "../../../../shared/assessment/assess.ts";
import type { Assessment } from "../../../../shared/assessment/assessment.ts";
import type { RuleNews } from "../../../../shared/bulletin/news.ts";
import { movedSection } from "../../../../shared/bulletin/sections/moved.ts";
import type { Rule } from "../../../../shared/policy/rule.ts";
import type { Position } from "../../../../shared/supply/position.ts";
import type { Supplier } from "../../../../shared/supply/supplier.ts";
import { windowEnding } from "../../../../shared/values/day.ts";
import {
  AS_OF,
  assessed,
  foldOf,
  policyOf,
  ruleNewsOf,
  ruleOf,
  suppliersOf,
} from "../../../support/builders.ts";
import { positionOf, supplierOf } from "../../../support/samples.ts";

const LAST_WEEK = "2026-07-24";

/** One state of the sector: dollars by a key that `sold` reads, who sells, and who supplies whom. */
interface State {
  positions: Position[];
  suppliers?: Supplier[];
  links?: [supplierId: string, input: string, upstreamId: string, share: number][];
}

/** Dollars made in each country, `?` for an unknown one. */
function made(dollars: Record<string, number>): State {
  const positions = Object.entries(dollars).map(([origin, exposure]) =>
    positionOf({ originCountry: origin === "?" ? null : origin, exposure: exposure * 100 }),
  );
  return { positions, suppliers: [supplierOf()] };
}

/** Dollars sold by each supplier, `?` for an unknown one; suppliers own themselves and stand in Japan. */
function sold(dollars: Record<string, number>, ...suppliers: Supplier[]): State {
  const named = (id: string) => supplierOf({ supplierId: id, name: id.toUpperCase() });
  const positions = Object.entries(dollars).map(([id, exposure]) =>
    positionOf({ supplierId: id === "?" ? null : id, exposure: exposure * 100 }),
  );
  const own = [...new Set(["a", "b", "c", "catl", "lg", "sk", ...Object.keys(dollars)])].map(named);
  const others = own.filter(({ supplierId }) => suppliers.every((other) => other.supplierId !== supplierId));
  return { positions, suppliers: [...suppliers, ...others] };
}

function assessedOn(asOf: string, rule: Rule, { positions, suppliers = [], links = [] }: State): Assessed {
  const rows = links.map(([supplierId, input, upstreamId, share]) => {
    return { supplierId, input, upstreamId, originCountry: null, share, source: null };
  });
  return assessed({
    window: windowEnding(asOf, 365),
    fold: foldOf(positions, 0, windowEnding(asOf, 365)),
    policy: policyOf({ rules: [rule] }),
    suppliers: suppliersOf(...suppliers),
    links: Map.groupBy(rows, ({ supplierId }) => supplierId),
  });
}

function moved(measure: Rule["measure"], then: State, now: State, news: Partial<RuleNews> = {}): string[] {
  const limits = measure.kind === "hhi" ? { above: { warning: 2500, critical: 6500 } } : {};
  const rule = ruleOf({ measure, ...limits });
  return sectionOf(rule, assessedOn(LAST_WEEK, rule, then).assessment, now, news);
}

function sectionOf(rule: Rule, previous: Assessment, now: State, news: Partial<RuleNews> = {}): string[] {
  const told = ruleNewsOf({ rule: rule.id, measure: rule.measure, ...news });
  return movedSection({ rule, group: null }, [told], assessedOn(AS_OF, rule, now), previous);
}

const china: Rule["measure"] = { kind: "share", of: { facet: "origin", countries: ["CN"] } };
const possible: Partial<RuleNews> = { level: "possible" };
const owner: Rule["measure"] = { kind: "share", of: { owners: ["catl"] } };
const catl = supplierOf({ supplierId: "catl", name: "CATL", country: "CN" });
const held = supplierOf({ supplierId: "held", name: "Held", parentId: "catl", parentStake: 0.6 });
const maybeHeld = supplierOf({ supplierId: "held", name: "Held", parentId: "catl", parentStake: null });
const listed = supplierOf({ supplierId: "catl", name: "CATL", lists: ["1260h"] });

type Case = [name: string, measure: Rule["measure"], then: State, now: State, lines: string[]];

describe("what moved a certain bound", () => {
  it.each<Case>([
    [
      "names who left, and not who stayed the same",
      china,
      made({ CN: 51, KR: 49 }),
      made({ CN: 51 }),
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China from 51.0 % to 100.0 % (+49.0 points)",
        "  +49.0 South Korea left: USD 49 to 0",
      ],
    ],
    [
      "names unknown origin that came",
      china,
      made({ CN: 40, JP: 60 }),
      made({ CN: 40, JP: 60, "?": 50 }),
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China, certain part from 40.0 % to 26.7 % (-13.3 points)",
        "  -13.3 goods of unknown origin came: USD 0 to USD 50",
      ],
    ],
    [
      "says what became known where unknown exposure shrank by as much as a key grew",
      china,
      made({ CN: 20, JP: 60, "?": 20 }),
      made({ CN: 40, JP: 60 }),
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China, certain part from 20.0 % to 40.0 % (+20.0 points)",
        "  +20.0 China: USD 20 of unknown origin became known",
      ],
    ],
    [
      "says what became unknown",
      china,
      made({ CN: 40, JP: 60 }),
      made({ CN: 25, JP: 60, "?": 15 }),
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China, certain part from 40.0 % to 25.0 % (-15.0 points)",
        "  -15.0 China: USD 15 became of unknown origin",
      ],
    ],
    [
      "does not say that something became known where the figures do not match",
      china,
      made({ CN: 20, JP: 60, "?": 20 }),
      made({ CN: 41, JP: 59 }),
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China, certain part from 20.0 % to 41.0 % (+21.0 points)",
        "  +14.6 China grew: USD 20 to USD 41",
        "  +6.1 goods of unknown origin left: USD 20 to 0",
        "  +0.3 Japan shrank: USD 60 to USD 59",
      ],
    ],
    [
      "names all but the largest as one, when they are several",
      china,
      made({ CN: 10, JP: 10, KR: 10, US: 10, DE: 10, FR: 10 }),
      made({ CN: 20, JP: 5, KR: 6, US: 7, DE: 8, FR: 9 }),
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China from 16.7 % to 36.4 % (+19.7 points)",
        "  +12.8 China grew: USD 10 to USD 20",
        "  +2.3 Japan shrank: USD 10 to USD 5",
        "  +1.8 South Korea shrank: USD 10 to USD 6",
        "  +2.8 all others",
      ],
    ],
    [
      "says whose stake became known",
      owner,
      sold({ held: 20, lg: 80 }, catl, maybeHeld),
      sold({ held: 20, lg: 80 }, catl, held),
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China, certain part from 0.0 % to 20.0 % (+20.0 points)",
        "  +20.0 CATL: USD 20 of unknown owner became known",
      ],
    ],
    [
      "says who was put on a list while what was bought stayed the same",
      { kind: "share", of: { list: "1260h" } },
      sold({ catl: 20, lg: 80 }, catl),
      sold({ catl: 20, lg: 80 }, listed),
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China from 0.0 % to 20.0 % (+20.0 points)",
        "  +20.0 CATL certainly counted: USD 0 to USD 20",
      ],
    ],
    [
      "says how much is at risk of those who buy only a part of their inputs there",
      { kind: "look-through", of: { owners: ["catl"] } },
      { ...sold({ lg: 20, sk: 80 }, catl), links: [["lg", "cells", "catl", 0.5]] },
      { ...sold({ lg: 60, sk: 80 }, catl), links: [["lg", "cells", "catl", 0.5]] },
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China, certain part from 10.0 % to 21.4 % (+11.4 points)",
        "  +11.4 LG grew: USD 20 to USD 60",
        "    of this certainly at risk: USD 10 to USD 30",
      ],
    ],
    [
      "names the owner that left, not the one that moved up into the two largest",
      { kind: "top", facet: "owner", n: 2 },
      sold({ a: 40, b: 30, c: 20, d: 10 }),
      sold({ b: 30, c: 20, d: 10 }),
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China from 70.0 % to 83.3 % (+13.3 points)",
        "  +13.3 A left: USD 40 to 0",
      ],
    ],
    [
      "counts an index in points",
      { kind: "hhi", facet: "owner" },
      sold({ a: 50, b: 50 }),
      sold({ a: 50, b: 50, c: 100 }),
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China from 5,000 to 3,750 (-1,250 points)",
        "  -1,250 C came: USD 0 to USD 100",
      ],
    ],
    [
      "shows a change that the usual decimals hide",
      china,
      made({ CN: 300, JP: 999_700 }),
      made({ CN: 400, JP: 999_700 }),
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China from 0.03 % to 0.04 % (+0.01 points)",
        "  +0.01 China grew: USD 300 to USD 400",
      ],
    ],
    [
      "says by how much a key grew that reads the same before and after",
      china,
      made({ CN: 1_000_000_000, JP: 1_000_000_000 }),
      made({ CN: 1_004_000_000, JP: 1_000_000_000 }),
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China from 50.0 % to 50.1 % (+0.1 points)",
        "  +0.1 China grew by USD 4.0 M",
      ],
    ],
  ])("%s", (_name, measure, then, now, lines) => {
    expect(moved(measure, then, now)).toEqual(lines);
  });
});

describe("what moved a possible bound", () => {
  it.each<Case>([
    [
      "names unknown origin that came",
      china,
      made({ CN: 20, JP: 80 }),
      made({ CN: 20, JP: 80, "?": 25 }),
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China, possible part from 20.0 % to 36.0 % (+16.0 points)",
        "  +16.0 goods of unknown origin came: USD 0 to USD 25",
      ],
    ],
    [
      "says that what is known now is somewhere else",
      china,
      made({ CN: 20, JP: 60, "?": 20 }),
      made({ CN: 20, JP: 80 }),
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China, possible part from 40.0 % to 20.0 % (-20.0 points)",
        "  -20.0 Japan: USD 20 of unknown origin became known",
      ],
    ],
    [
      "names a supplier of unknown owner, and not the leader that it may belong to",
      { kind: "hhi", facet: "owner" },
      sold({ a: 50, b: 50 }),
      sold({ a: 50, b: 50, held: 100 }, catl, maybeHeld),
      [
        "WHAT MOVED IT since 24 Jul 2026",
        "  Made in China from 5,000 to 3,750 (-1,250 points)",
        "  -1,250 Held (owner unknown) came: USD 0 to USD 100",
      ],
    ],
  ])("%s", (_name, measure, then, now, lines) => {
    expect(moved(measure, then, now, possible)).toEqual(lines);
  });
});

describe("what moved a measure whose minimum is its limit", () => {
  const below: Partial<RuleNews> = { side: "below", level: "warning" };

  it("is about the highest possible value while that is below the minimum", () => {
    const measure: Rule["measure"] = { kind: "effective", facet: "origin" };
    expect(
      moved(measure, made({ CN: 40, JP: 40 }), made({ CN: 40, JP: 40, KR: 80, "?": 10 }), below),
    ).toEqual([
      "WHAT MOVED IT since 24 Jul 2026",
      "  Made in China, highest possible value from 2.0 to 3.0 (+1.0)",
      "  +0.5 South Korea came: USD 0 to USD 80",
      "  +0.5 goods of unknown origin came: USD 0 to USD 10",
    ]);
  });

  it("is about the lowest possible value where only that is below it", () => {
    const lines = moved(china, made({ CN: 80, JP: 20 }), made({ CN: 80, JP: 20, "?": 60 }), {
      ...possible,
      side: "below",
    });
    expect(lines[1]).toContain("certain part from 80.0 % to 50.0 %");
  });
});

describe("what moved the largest loss", () => {
  const loss: Rule["measure"] = { kind: "loss", of: "owner" };

  it("names suppliers while it is the loss of the same owner", () => {
    expect(moved(loss, sold({ catl: 40, lg: 30, sk: 30 }), sold({ catl: 40, lg: 30 }))).toEqual([
      "WHAT MOVED IT since 24 Jul 2026",
      "  Made in China, certain part from 40.0 % to 57.1 % (+17.1 points)",
      "  +17.1 SK left: USD 30 to 0",
    ]);
  });

  it("says so where it is the loss of somebody else", () => {
    expect(moved(loss, sold({ catl: 40, lg: 30, sk: 30 }), sold({ lg: 30, sk: 20 }))).toEqual([
      "WHAT MOVED IT since 24 Jul 2026",
      "  Made in China, certain part from 40.0 % to 60.0 % (+20.0 points)",
      "  most was lost if CATL stops, now most is lost if LG stops",
    ]);
  });
});

describe("the section about what moved it", () => {
  const rule = ruleOf({ measure: china });
  const now = made({ CN: 60, JP: 40 });
  const { assessment: before } = assessedOn(LAST_WEEK, rule, made({ CN: 30, JP: 70 }));

  it.each<[string, Assessment]>([
    ["of another window", { ...before, windowDays: 90 }],
    ["in another unit", { ...before, unit: "kWh" }],
    [
      "that an earlier version has stored, without contributions",
      {
        ...before,
        rules: before.rules.map(({ contributions: _, ...finding }) => ({
          ...finding,
          parts: [{ key: "CN", part: 0.3, exposure: 30 }],
        })),
      },
    ],
    ["that observed nothing", { ...before, rules: before.rules.map((one) => ({ ...one, observed: null })) }],
  ])("is not there after an assessment %s", (_name, previous) => {
    expect(sectionOf(rule, before, now)).not.toEqual([]);
    expect(sectionOf(rule, previous, now)).toEqual([]);
  });

  it("is not there where all exposures changed by one factor", () => {
    expect(sectionOf(rule, before, made({ CN: 90, JP: 210 }))).toEqual([]);
  });

  it("tells keys apart only where both assessments do, and says how many it does not", () => {
    const many = (count: number, chinese: number) => {
      const makers = Array.from({ length: count }, (_, at) => [`maker-${at}`, 10 + (at % 7)]);
      return sold({ ...Object.fromEntries(makers), chinese });
    };
    const lines = moved({ kind: "share", of: { suppliers: ["chinese"] } }, many(120, 100), many(150, 500));
    expect(lines[2]).toMatch(/^ {2}\+\d+\.\d CHINESE grew: USD 100 to USD 500$/);
    expect(lines.join()).not.toMatch(/came|left/);
    expect(lines.at(-1)).toMatch(/^ {2}-\d+\.\d all others, the 51 smallest as one$/);
  });

  it("holds numbers that add up as they are shown", () => {
    const dollars = fc.dictionary(
      fc.constantFrom("CN", "JP", "KR", "US", "DE", "?"),
      fc.integer({ min: 1, max: 999 }),
      {
        minKeys: 1,
      },
    );
    fc.assert(
      fc.property(dollars, dollars, fc.constantFrom("warning", "possible"), (then, next, level) => {
        const [, heading, ...lines] = moved(china, made(then), made(next), { level });
        fc.pre(heading !== undefined);
        const total = Number(heading?.match(/\(([+-][\d.]+) points\)/)?.[1]);
        const parts = lines.map((line) => Number(line.match(/^ {2}([+-][\d.]+) /)?.[1]));
        expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(total, 6);
      }),
    );
  });
});
