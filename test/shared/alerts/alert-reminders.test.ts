import { describe, expect, it } from "vitest";
import { ruleOf } from "../../support/builders.ts";
import {
  acknowledgedUntil,
  decideSeries,
  type Moment,
  newsIn,
  reasonsIn,
  silenceUntil,
} from "../../support/series.ts";

const weekly = ruleOf({ remindEveryDays: 7 });
const later = (daysLater: number, finds: Moment["finds"] = 0.3): Moment => ({ finds, daysLater });

/** An incomplete run that looks better. */
const less = (daysLater: number): Moment => ({ ...later(daysLater, 0.1), isIncomplete: true });

describe("a reminder", () => {
  it.each<[string, Parameters<typeof newsIn>[1], string]>([
    ["comes on the day", [0.3, later(7)], "raised reminder"],
    ["does not come the day before", [0.3, later(6), later(1)], "raised - reminder"],
    ["comes later where no run was on the day", [0.3, later(10)], "raised reminder"],
    ["counts from the last", [0.3, later(10), later(6), later(1)], "raised reminder - reminder"],
    ["comes once a day", [0.3, later(7), later(0)], "raised reminder -"],
    [
      "counts from what readers were told since",
      [0.3, later(5, 0.7), later(6, 0.7), later(1, 0.7)],
      "raised worsened - reminder",
    ],
    ["is not sent beside other news", [0.3, later(7, 0.7)], "raised worsened"],
    ["is not sent of what is over", [0.3, later(7, 0.1), later(7, 0.1)], "raised resolved -"],
    [
      "is sent without data as well: that it cannot be seen ends nothing",
      [0.3, later(7, null), later(1)],
      "raised reminder -",
    ],
    ["is sent of an incomplete assessment", [0.3, { ...later(7), isIncomplete: true }], "raised reminder"],
    [
      "is sent as often while incomplete data looks better: that hides no breach",
      [0.7, less(7), less(6), less(1), less(7)],
      "raised reminder - reminder reminder",
    ],
    [
      "is sent at the end of a silence while incomplete data looks better",
      [0.7, { ...less(1), silences: [silenceUntil(4)] }, less(4)],
      "raised - reminder",
    ],
    [
      "is held back by an acknowledgement while incomplete data looks better",
      [0.7, { ...less(7), acknowledgements: [acknowledgedUntil(null, { level: "critical" })] }],
      "raised -",
    ],
    [
      "is sent while runs inside are counted",
      [0.3, { ...later(7, 0.1), rule: ruleOf({ remindEveryDays: 7, keep: 2 }) }],
      "raised reminder",
    ],
    [
      "waits for the end of a silence",
      [0.3, { ...later(7), silences: [silenceUntil(9)] }, later(1), later(1)],
      "raised - - reminder",
    ],
    [
      "counts from the news at the end of a silence",
      [{ finds: 0.3, silences: [silenceUntil(3)] }, later(3), later(6), later(1)],
      "(raised) raised - reminder",
    ],
    [
      "begins once the policy asks for it",
      [0.3, { ...later(20), rule: ruleOf() }, { ...later(1), rule: weekly }],
      "raised - reminder",
    ],
  ])("%s", (_sentence, series, news) => {
    expect(newsIn(weekly, series)).toBe(news);
  });

  it("has what was last known, and not the better figure of incomplete data", () => {
    const [
      ,
      {
        decisions: [reminded],
      } = { decisions: [] },
    ] = decideSeries(weekly, [0.7, less(7)]);
    expect(reminded).toMatchObject({
      ...{ notification: "reminder", reason: "last-known", observed: null, isWithheld: true },
      next: { level: "critical", observed: { lower: 0.7, upper: 0.7 }, observedAsOf: "2026-07-01" },
    });
  });

  it("has the figure of incomplete data that looks no better", () => {
    const [
      ,
      {
        decisions: [reminded],
      } = { decisions: [] },
    ] = decideSeries(weekly, [0.3, { ...later(7, 0.28), isIncomplete: true }]);
    expect(reminded).toMatchObject({ reason: "still-firing", observed: { lower: 0.28 }, isWithheld: false });
  });

  it("says that it still fires", () => {
    expect(reasonsIn(weekly, [0.3, later(7)])).toEqual(["crossed-limit", "still-firing"]);
  });

  it("is never sent unless the rule asks for it", () => {
    expect(newsIn(ruleOf(), [0.3, later(3660)])).toBe("raised -");
  });
});
