import { describe, expect, it } from "vitest";
import { ruleOf } from "../../support/builders.ts";
import { type Moment, newsIn, reasonsIn } from "../../support/series.ts";

// Warning above 25 %, critical above 65 %, unless said otherwise.
const plain = ruleOf();
const patient = ruleOf({ for: 3 });
const sticky = ruleOf({ keep: 3 });
const noData: Moment = { finds: null };
const again = (finds: number): Moment => ({ finds, isRepeat: true });
const incomplete = (finds: Moment["finds"]): Moment => ({ finds, isIncomplete: true });
const range = (lower: number, upper: number): Moment => ({ finds: [lower, upper] });

type Row = [sentence: string, rule: typeof plain, series: Parameters<typeof newsIn>[1], news: string];

describe("for: an alert is raised once a limit is crossed on so many runs in a row", () => {
  it.each<Row>([
    ["at once when it asks for one", plain, [0.3], "raised"],
    ["on the third of three", patient, [0.3, 0.3, 0.3, 0.3], "- - raised -"],
    ["not when one between them is inside", patient, [0.3, 0.3, 0.2, 0.3, 0.3], "- - - - -"],
    ["whatever level each of them reaches, at the last one's", patient, [0.7, 0.3, 0.9], "- - raised"],
    ["also when only the last is certain", patient, [range(0.1, 0.3), range(0.1, 0.3), 0.3], "- - raised"],
    ["also when all are only possible", patient, Array(3).fill(range(0.1, 0.3)), "- - raised"],
    ["an incomplete one counts", patient, [0.3, incomplete(0.3), 0.3], "- - raised"],
    [
      "an incomplete one inside does not interrupt",
      patient,
      [0.3, 0.3, incomplete(0.1), 0.3],
      "- - - raised",
    ],
    ["no data does not interrupt", patient, [0.3, 0.3, noData, noData, 0.3], "- - - - raised"],
    ["the same assessment again is no further run", patient, [0.3, again(0.3), again(0.3), 0.3], "- - - -"],
    [
      "asked for again after it was resolved",
      ruleOf({ for: 2 }),
      [0.3, 0.3, 0.1, 0.3, 0.3],
      "- raised resolved - raised",
    ],
  ])("%s", (_sentence, rule, series, news) => {
    expect(newsIn(rule, series)).toBe(news);
  });

  it("counts no run before the day from which the rule is in force", () => {
    const later = ruleOf({ for: 2, effectiveFrom: "2026-07-03" });
    expect(newsIn(later, [0.3, 0.3, 0.3, 0.3])).toBe("- - - raised");
    expect(reasonsIn(later, [0.3, 0.3, 0.3])).toEqual(["not-in-force-yet", "not-in-force-yet", "pending"]);
  });
});

describe("keep: an alert goes down once so many runs in a row were lower", () => {
  it.each<Row>([
    ["at once when it asks for one", plain, [0.3, 0.1], "raised resolved"],
    ["on the third of three", sticky, [0.3, 0.1, 0.1, 0.1], "raised - - resolved"],
    [
      "counting anew after one that was not",
      sticky,
      [0.3, 0.1, 0.1, 0.3, 0.1, 0.1, 0.1],
      "raised - - - - - resolved",
    ],
    [
      "up at once, and then down from there",
      sticky,
      [0.3, 0.1, 0.7, 0.1, 0.1, 0.1],
      "raised - worsened - - resolved",
    ],
    ["to the worst of those runs", sticky, [0.7, 0.1, 0.3, 0.1], "raised - - eased"],
    [
      "step by step where the value went step by step",
      sticky,
      [0.7, 0.3, 0.1, 0.1, 0.1],
      "raised - - eased resolved",
    ],
    [
      "to possible while it still may be",
      sticky,
      [0.3, range(0.1, 0.3), 0.1, 0.1, 0.1],
      "raised - - eased resolved",
    ],
    [
      "an incomplete lower one neither counts nor interrupts",
      sticky,
      [0.3, 0.1, incomplete(0.1), 0.1, incomplete(0.1), 0.1],
      "raised - - - - resolved",
    ],
    [
      "an incomplete one that is as bad interrupts",
      sticky,
      [0.3, 0.1, 0.1, incomplete(0.3), 0.1],
      "raised - - - -",
    ],
    ["no data neither counts nor interrupts", sticky, [0.3, 0.1, noData, 0.1, 0.1], "raised - - - resolved"],
    [
      "the same assessment again is no further run",
      sticky,
      [0.3, 0.1, again(0.1), again(0.1)],
      "raised - - -",
    ],
  ])("%s", (_sentence, rule, series, news) => {
    expect(newsIn(rule, series)).toBe(news);
  });

  it.each<[string, number, string]>([
    ["shorter, it looks back less far", 1, "raised - resolved"],
    ["longer, it waits for the runs that it does not know", 4, "raised - - - resolved"],
  ])("once the policy makes it %s", (_sentence, keep, news) => {
    const series = [0.3, 0.1, { finds: 0.1, rule: ruleOf({ keep }) }, 0.1, 0.1];
    expect(newsIn(sticky, series.slice(0, news.split(" ").length))).toBe(news);
  });
});

it("says at each run why nothing came of it", () => {
  const slow = ruleOf({ for: 2, keep: 2, margin: 0.03 });
  const series = [0.3, 0.3, 0.3, 0.24, 0.2, again(0.2), incomplete(0.1), noData, 0.2, 0.1];
  expect(reasonsIn(slow, series)).toEqual([
    "pending",
    "crossed-limit",
    "unchanged",
    "not-by-margin",
    "not-on-enough-runs",
    "same-assessment",
    "incomplete-assessment",
    "no-exposure",
    "back-within-limits",
    "within-limits",
  ]);
});
