import { describe, expect, it } from "vitest";
import { ruleOf } from "../../support/builders.ts";
import { decideSeries, type Moment, newsIn, reasonsIn, silenceUntil } from "../../support/series.ts";

const rule = ruleOf();
const removed: Moment = { finds: 0.3, rule: null };
const silenced = (finds: Moment["finds"], until: number): Moment => ({
  finds,
  silences: [silenceUntil(until)],
});
const lifted = (finds: Moment["finds"]): Moment => ({ finds, silences: [] });

// Runs are on days 0, 1, 2 and so on; a silence until day 2 hides days 0 and 1.
describe("what happens behind a silence", () => {
  it.each<[string, Parameters<typeof newsIn>[1], string]>([
    ["is told when it ends, if it still is so", [silenced(0.3, 2), 0.3, 0.3, 0.3], "(raised) - raised -"],
    [
      "is told in the run in which it goes on",
      [silenced(0.3, 2), 0.3, 0.7, 0.7],
      "(raised) - (worsened)raised -",
    ],
    ["is not told when it is over as well", [silenced(0.3, 2), 0.1, 0.1], "(raised) (resolved) -"],
    [
      "is not told when it is over in the run in which it ends",
      [silenced(0.3, 1), 0.1, 0.1],
      "(raised) (resolved) -",
    ],
    ["is told as what it comes to", [0.3, silenced(0.7, 3), 0.3, 0.7], "raised (worsened) (eased) worsened"],
    [
      "is told as worse than what was told before",
      [0.3, silenced(0.7, 2), 0.7],
      "raised (worsened) worsened",
    ],
    ["is told as better", [0.7, silenced(0.3, 2), 0.3], "raised (eased) eased"],
    [
      "is told again when it still fires, though all is as it was",
      [0.3, silenced(0.1, 3), 0.3, 0.3],
      "raised (resolved) (raised) reminder",
    ],
    [
      "that was sent before is told again when it still fires",
      [0.3, silenced(0.3, 2), 0.3, 0.3],
      "raised - reminder -",
    ],
    [
      "is told as resolved if it had been sent",
      [0.3, silenced(0.1, 3), 0.1, 0.1, 0.1],
      "raised (resolved) - resolved -",
    ],
    ["is told once it is lifted", [silenced(0.3, 9), 0.3, lifted(0.3)], "(raised) - raised"],
    [
      "is not told as better by an incomplete run",
      [0.7, silenced(0.3, 2), { finds: 0.3, isIncomplete: true }, 0.3],
      "raised (eased) - eased",
    ],
    [
      "is not told as over by an incomplete run",
      [0.3, silenced(0.1, 2), { finds: 0.1, isIncomplete: true }, 0.1],
      "raised (resolved) - resolved",
    ],
    [
      "is told as worse by an incomplete run",
      [silenced(0.3, 1), { finds: 0.3, isIncomplete: true }],
      "(raised) raised",
    ],
    ["is not told as over without data", [0.3, silenced(0.1, 2), null, 0.1], "raised (resolved) - resolved"],
    [
      "is told by the very same assessment",
      [silenced(0.3, 9), { ...lifted(0.3), isRepeat: true }],
      "(raised) raised",
    ],
    [
      "is closed when its rule leaves the policy, and told at the end",
      [0.3, { ...removed, silences: [silenceUntil(3)] }, 0.3, 0.3, 0.3],
      "raised (resolved) - resolved -",
    ],
    [
      "is never told when its rule leaves the policy before the end",
      [silenced(0.3, 2), removed, 0.3],
      "(raised) (resolved) -",
    ],
    [
      "is told again when its rule is back before the end",
      [0.3, { ...removed, silences: [silenceUntil(4)] }, { finds: 0.3, rule }, 0.3, 0.3],
      "raised (resolved) (raised) - reminder",
    ],
  ])("%s", (_sentence, series, news) => {
    expect(newsIn(rule, series)).toBe(news);
  });

  it("is not told as over while runs beyond a limit have begun again", () => {
    const patient = ruleOf({ for: 2 });
    const series = [0.3, 0.3, silenced(0.1, 3), 0.3, 0.3, 0.1];
    expect(newsIn(patient, series)).toBe("- raised (resolved) - (raised) resolved");
    expect(newsIn(patient, [...series.slice(0, 4), 0.1])).toBe("- raised (resolved) - resolved");
  });

  it("is told with the reason that the silence is over, or with its own", () => {
    const over = "silence-over";
    expect(reasonsIn(rule, [silenced(0.3, 1), 0.3])[1]).toBe(over);
    expect(reasonsIn(rule, [0.7, silenced(0.3, 2), 0.3])[2]).toBe(over);
    expect(reasonsIn(rule, [0.3, silenced(0.1, 2), 0.1])[2]).toBe(over);
    expect(reasonsIn(rule, [silenced(0.3, 1), 0.7])[1]).toBe("higher-level");
    const gone = [0.3, { ...removed, silences: [silenceUntil(2)] }, 0.3];
    expect(reasonsIn(rule, gone)[2]).toBe("rule-gone");
  });
});

describe("a silence hides", () => {
  const hidden = "(raised)";
  it.each<[string, Parameters<typeof silenceUntil>[1], string | null, string]>([
    ["every rule and group of its sector", {}, "bess", hidden],
    ["its rule", { rule: "china-origin" }, null, hidden],
    ["every group of its rule", { rule: "china-origin" }, "bess", hidden],
    ["its group", { rule: "china-origin", group: "bess" }, "bess", hidden],
    ["no other rule", { rule: "other" }, null, "raised"],
    ["no other group", { rule: "china-origin", group: "cells" }, "bess", "raised"],
    ["not the same group of another rule", { rule: "other", group: "bess" }, "bess", "raised"],
  ])("%s", (_sentence, about, group, news) => {
    expect(newsIn(rule, [{ finds: 0.3, silences: [silenceUntil(5, about)] }], group)).toBe(news);
  });

  it("on until the last of several that hide it is over", () => {
    const silences = [silenceUntil(1), silenceUntil(3, { rule: "china-origin" })];
    expect(newsIn(rule, [{ finds: 0.3, silences }, 0.3, 0.3, 0.3])).toBe("(raised) - - raised");
  });

  it("nothing any more once a run has seen it end, though a later run be as of a day before", () => {
    const series = [silenced(0.1, 2), { finds: 0.1, daysLater: 2 }, { finds: 0.3, daysLater: -1 }];
    expect(newsIn(rule, series)).toBe("- - raised");
  });

  it.each<[string, Parameters<typeof silenceUntil>[1], (string | null)[]]>([
    ["that a sector has no data, and tells it at its end", {}, [null, null, null, "no-data", null]],
    [
      "not that of a sector whose rule is silenced",
      { rule: "china-origin" },
      [null, "no-data", null, null, null],
    ],
  ])("%s", (_sentence, about, told) => {
    const series = [{ finds: 0.1, silences: [silenceUntil(3, about)] }, null, null, null, null];
    expect(decideSeries(rule, series).map(({ sectorNotification }) => sectorNotification)).toEqual(told);
  });

  it.each<[string, Parameters<typeof newsIn>[1], (string | null)[]]>([
    [
      "data gone and back within it is not told at all",
      [silenced(0.1, 3), null, 0.1, 0.1],
      [null, null, null, null],
    ],
    [
      "data back is told at its end to who knew",
      [null, silenced(0.1, 2), 0.1],
      ["no-data", null, "data-back"],
    ],
    [
      "data back and gone within it is not told",
      [null, silenced(0.1, 3), null, null],
      ["no-data", null, null, null],
    ],
  ])("%s", (_sentence, series, told) => {
    expect(decideSeries(rule, series).map(({ sectorNotification }) => sectorNotification)).toEqual(told);
  });
});
