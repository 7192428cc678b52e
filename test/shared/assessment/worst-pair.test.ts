import { describe, expect, it } from "vitest";
import { assessmentForm, summaryForm } from "../../../shared/assessment/form.ts";
import { summarize } from "../../../shared/assessment/summary.ts";
import { worstPair } from "../../../shared/assessment/worst-pair.ts";
import { pairLines } from "../../../shared/digest/worst-lines.ts";
import { readStored } from "../../../shared/values/stored.ts";
import { assessed, foldOf, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

/** Makers of different countries, each with what it sells. */
function assessmentOf(...sold: number[]) {
  const makers = sold.map((exposure, at) => ({
    exposure,
    supplierId: `m${at}`,
    country: ["JP", "KR", "US", "DE"][at] ?? null,
  }));
  return assessed({
    fold: foldOf(
      makers.map(({ supplierId, exposure, country }) =>
        positionOf({ positionId: supplierId, supplierId, exposure, originCountry: country }),
      ),
    ),
    suppliers: suppliersOf(
      ...makers.map(({ supplierId, country }) =>
        supplierOf({ supplierId, name: supplierId.toUpperCase(), country, inputs: "none" }),
      ),
    ),
  }).assessment;
}

describe("the worst pair of an assessment", () => {
  const assessment = assessmentOf(50, 30, 20);
  const summary = summarize(assessment, new Date("2026-07-31T00:00:00Z"));

  it("costs more than any single removal, and stands in summary and digest", () => {
    expect(worstPair(assessment)).toMatchObject({ loss: { lower: 0.8, upper: 0.8 } });
    expect(assessment.pairs).toHaveLength(3);
    expect(pairLines(summary)).toEqual([
      expect.stringMatching(/^If .* and .* both stop, 80\.0 % is no longer delivered$/),
    ]);
  });

  it.each([
    [0.85, ". Not every pair was tried: no other certainly costs more than 85.0 %."],
    [0.8, ""],
    [0.6, ""],
  ])("may not be the worst of all, where an untried one costs at most %d", (otherPairsAtMost, told) => {
    const untried = summarize({ ...assessment, otherPairsAtMost }, new Date("2026-07-31T00:00:00Z"));
    const stored = readStored(summaryForm, summaryForm.version, JSON.parse(JSON.stringify(untried)));
    expect(stored).toEqual({ problem: null, value: untried });
    expect(pairLines(untried)).toEqual([expect.stringMatching(/ both stop, 80\.0 %/)]);
    expect(pairLines(untried)[0]?.endsWith(` is no longer delivered${told}`)).toBe(true);
  });

  it("is told of nobody where one alone costs as much", () => {
    const one = assessmentOf(100);
    expect(one.pairs).toEqual([]);
    expect(worstPair(one)).toBeNull();
    expect(pairLines(summarize(one, new Date("2026-07-31T00:00:00Z")))).toEqual([]);
  });

  it("comes back from what is stored, and is not known of what an earlier version stored", () => {
    const { pairs, ...earlier } = assessment;
    const again = (value: object) =>
      readStored(assessmentForm, assessmentForm.version, JSON.parse(JSON.stringify(value)));
    expect(again(assessment)).toMatchObject({ problem: null, value: { pairs } });
    expect(again(earlier)).toMatchObject({ problem: null, value: expect.not.objectContaining({ pairs }) });
    expect(readStored(summaryForm, summaryForm.version, JSON.parse(JSON.stringify(summary)))).toMatchObject({
      problem: null,
      value: { measures: { worstPair: { loss: { lower: 0.8, upper: 0.8 } } } },
    });
  });
});
