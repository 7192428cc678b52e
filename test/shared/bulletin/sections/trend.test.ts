import { describe, expect, it } from "vitest";
import { type AssessmentSummary, summarize } from "../../../../shared/assessment/summary.ts";
import { trendOf } from "../../../../shared/assessment/trend.ts";
import { beforeSection } from "../../../../shared/bulletin/sections/trend.ts";
import type { Rule } from "../../../../shared/policy/rule.ts";
import { addDays } from "../../../../shared/values/day.ts";
import { assessed, observationOf, ruleOf } from "../../../support/builders.ts";

const NEWEST = "2026-07-31";
const rule = ruleOf();
const empty = summarize(assessed({}).assessment, new Date(0));

/** A summary so many days before the newest, of a value or a range; several a day are told apart by the hour. */
function ago(
  days: number,
  value: number | [number, number | null] | null = 0.3,
  { of = rule, hour = 6, group = null as string | null } = {},
): AssessmentSummary {
  const asOf = addDays(NEWEST, -days);
  const [lower, upper] = Array.isArray(value) ? value : [value, value];
  const observed = lower === null ? null : { lower, upper };
  const finding = {
    rule: of.id,
    group,
    measure: of.measure,
    side: "above" as const,
    limits: { warning: 0.25 },
  };
  const assessedAt = `${asOf}T${String(hour).padStart(2, "0")}:00:00.000Z`;
  return { ...empty, asOf, assessedAt, rules: [{ ...finding, observed }] };
}

/** How many days ago each of a trend's summaries is. */
function daysIn(...summaries: AssessmentSummary[]): number[] {
  const [newest, ...earlier] = summaries;
  if (newest === undefined) return [];
  return trendOf(earlier, newest).summaries.map(
    ({ asOf }) => (Date.parse(NEWEST) - Date.parse(asOf)) / 86_400_000,
  );
}

const daily = (count: number, step = 1) => Array.from({ length: count }, (_, at) => ago(at * step));

describe("a trend", () => {
  it.each<[string, AssessmentSummary[], number[], boolean]>([
    ["of one assessment is that one", [ago(0)], [0], false],
    ["holds every day up to eight", daily(8), [7, 6, 5, 4, 3, 2, 1, 0], false],
    ["holds the last eight of nine days in a row", daily(9), [7, 6, 5, 4, 3, 2, 1, 0], false],
    ["holds the last eight of fourteen days in a row", daily(14), [7, 6, 5, 4, 3, 2, 1, 0], false],
    ["is weekly from two weeks on, counted back from the newest", daily(15), [14, 7, 0], true],
    ["holds the last eight weeks of many", daily(100), [49, 42, 35, 28, 21, 14, 7, 0], true],
    ["of eight over a long time holds them all", daily(8, 30), [210, 180, 150, 120, 90, 60, 30, 0], false],
    ["of nine weekly ones holds the last eight", daily(9, 7), [49, 42, 35, 28, 21, 14, 7, 0], true],
    ["leaves out weeks without any", [...daily(8), ago(30), ago(60)], [60, 30, 7, 0], true],
    ["puts them in order, however they come", [ago(0), ago(2), ago(5), ago(1)], [5, 2, 1, 0], false],
    ["leaves out what was assessed as of a later day", [ago(2), ago(0), ago(3)], [3, 2], false],
  ])("%s", (_sentence, summaries, days, isWeekly) => {
    expect(daysIn(...summaries)).toEqual(days);
    const [newest = ago(0), ...earlier] = summaries;
    expect(trendOf(earlier, newest).isWeekly).toBe(isWeekly);
  });

  it("holds the last of several a day, by when they were made and not by their order", () => {
    const [first] = trendOf([ago(1, 0.2, { hour: 9 }), ago(1, 0.1, { hour: 6 })], ago(0)).summaries;
    expect(first?.rules[0]?.observed).toEqual({ lower: 0.2, upper: 0.2 });
  });

  it("has the newest speak for its own day", () => {
    const { summaries } = trendOf([ago(0, 0.9, { hour: 23 }), ago(1)], ago(0, 0.5, { hour: 1 }));
    expect(summaries.map(({ rules }) => rules[0]?.observed?.lower)).toEqual([0.3, 0.5]);
  });
});

describe("the section about what was before", () => {
  function section(
    summaries: AssessmentSummary[],
    { of = rule as Rule, group = null as string | null } = {},
  ) {
    const [newest = ago(0), ...earlier] = summaries;
    return beforeSection(observationOf(of, null, group), trendOf(earlier, newest), "BEFORE", (item) => item);
  }

  it("gives the values one beside the other, oldest first", () => {
    const expected = ["BEFORE, 29 Jul 2026 to 31 Jul 2026", "  Made in China, %", "  10.0  25.5  100.0"];
    expect(section([ago(0, 1), ago(1, 0.255), ago(2, 0.1)])).toEqual(expected);
  });

  it("gives what is certain and what is possible on two lines where they differ", () => {
    expect(section([ago(0, 0.3), ago(1, [0.1, 0.4])]).slice(2)).toEqual([
      "  certain  10.0  30.0",
      "  possible 40.0  30.0",
    ]);
  });

  it("says that it is weekly", () => {
    expect(section(daily(15))[0]).toBe("BEFORE, 17 Jul 2026 to 31 Jul 2026, the last of each week");
  });

  it("gives points without decimals and grouped, and numbers with one", () => {
    const hhi = ruleOf({ title: "HHI", measure: { kind: "hhi", facet: "owner" }, above: { warning: 1800 } });
    expect(section([ago(0, 1401.4, { of: hhi }), ago(1, 900, { of: hhi })], { of: hhi })).toEqual([
      "BEFORE, 30 Jul 2026 to 31 Jul 2026",
      "  HHI",
      "  900  1,401",
    ]);
    const few = ruleOf({ measure: { kind: "effective", facet: "owner" }, below: { warning: 4 } });
    expect(section([ago(0, 3, { of: few }), ago(1, [2, null], { of: few })], { of: few }).slice(2)).toEqual([
      "  certain  2.0  3.0",
      "  possible any  3.0",
    ]);
  });

  const other = ruleOf({ measure: { kind: "hhi", facet: "owner" }, above: { warning: 1800 } });
  it.each<[string, AssessmentSummary[]]>([
    ["nothing was before", [ago(0)]],
    ["nothing was before that day", [ago(0), ago(0, 0.2, { hour: 1 })]],
    ["the rule measured something else before", [ago(0), ago(1, 2000, { of: other })]],
    ["nothing was observed before", [ago(0), ago(1, null)]],
    ["another group was observed before", [ago(0), ago(1, 0.3, { group: "bess" })]],
    ["another rule was observed before", [ago(0), ago(1, 0.3, { of: ruleOf({ id: "other" }) })]],
  ])("is left out where %s", (_sentence, summaries) => {
    expect(section(summaries)).toEqual([]);
  });

  it("passes over days on which nothing was observed", () => {
    expect(section([ago(0, 0.3), ago(1, null), ago(2, 0.1)])[2]).toBe("  10.0  30.0");
  });

  it("follows one group", () => {
    const bess = { group: "bess" };
    expect(section([ago(0, 0.3, bess), ago(1, 0.1, bess)], bess)[2]).toBe("  10.0  30.0");
  });
});
