import { describe, expect, it } from "vitest";
import { summarize } from "../../../shared/assessment/summary.ts";
import { digestAheadLines, digestLateLines } from "../../../shared/digest/ahead-lines.ts";
import type { Holding } from "../../../shared/supply/holding.ts";
import { AS_OF, assessed, foldOf, policyOf, ruleOf, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const holding: Holding = {
  ...{ supplierId: "maker", holderId: "byd", minShare: 0.6, maxShare: 0.6, kind: "equity" },
  ...{ from: "2026-09-01", to: null, source: null },
};
const suppliers = suppliersOf(
  supplierOf({ supplierId: "maker", name: "Maker", holdings: [holding] }),
  supplierOf({ supplierId: "byd", name: "BYD" }),
);
const policy = policyOf({
  staleAfterDays: 40,
  rules: [
    { ...ruleOf(), effectiveFrom: "2026-10-29" },
    ...[1, 2].map((at) => ruleOf({ id: `later-${at}`, effectiveFrom: "2026-10-30" })),
  ],
});

function linesOn(today: string): string[] {
  const { assessment } = assessed({ policy, suppliers, fold: foldOf([positionOf({ originCountry: "CN" })]) });
  return digestAheadLines({ policy }, summarize(assessment, new Date(`${AS_OF}T06:00:00Z`)), today);
}

describe("what the digest tells of the next 90 days", () => {
  it("is what the last assessment found of them, earliest first, and nothing later", () => {
    expect(linesOn(AS_OF)).toEqual([
      "AHEAD, the next 90 days, if nothing changes",
      "  25 Aug 2026, 25 days left: the data is stale from then on, unless newer data than that of 15 Jul 2026 comes",
      "  1 Sep 2026, 32 days left: BYD holds 60.0 % of Maker (equity); Maker belongs to BYD, until then to nobody who is known for certain",
      '  29 Oct 2026, 90 days left: the rule "Made in China" [china-origin] begins: over limit 65 % (100.0 %)',
    ]);
  });

  it("leaves out what has come since the assessment", () => {
    expect(linesOn("2026-09-01")).toHaveLength(4);
    expect(linesOn("2026-09-01").join()).not.toMatch(/Aug|Sep/);
  });

  it("is nothing where nothing is known to come", () => {
    expect(linesOn("2027-01-01")).toEqual([]);
  });

  it("is nothing where the policy is broken", () => {
    const { assessment } = assessed({ policy, suppliers });
    const broken = { sector: "ai", problem: "ai.json: is empty", unit: null };
    expect(digestAheadLines({ policy: broken }, summarize(assessment, new Date(0)), AS_OF)).toEqual([]);
  });
});

describe("what the digest tells of late releases", () => {
  const release = { title: "Trade figures", afterEachMonth: 35, sectors: ["ai"], source: "Census Bureau" };
  const calendar = [{ ...release, releases: { data: "import figures" } }];
  const linesFor = (date: string, of = { ...policy, calendar }) => {
    const { assessment } = assessed({ policy: of, suppliers, fold: foldOf([positionOf({ date })]) });
    return digestLateLines({ policy: of }, summarize(assessment, new Date(0)));
  };

  it("is what the last assessment lacked, on its own day", () => {
    expect(linesFor("2026-05-31")).toEqual([]);
    expect(linesFor("2026-04-30")).toEqual([
      "LATE, by the calendar of this folder",
      "  5 Jul 2026, late by 26 days on 31 Jul 2026: Trade figures, with import figures of May 2026: no purchase dated 1 May 2026 to 31 Jul 2026 was read (source: Census Bureau)",
    ]);
  });

  it("is nothing without a calendar, and where the policy is broken", () => {
    expect(linesFor("2026-04-30", { ...policy, calendar: [] })).toEqual([]);
    const { assessment } = assessed({ policy, suppliers });
    const broken = { sector: "ai", problem: "ai.json: is empty", unit: null };
    expect(digestLateLines({ policy: broken }, summarize(assessment, new Date(0)))).toEqual([]);
  });
});
