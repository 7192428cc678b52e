import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AcknowledgementEnd,
  acknowledgementOf,
  acknowledgementSchema,
  endedAcknowledgements,
} from "../../../shared/alerts/acknowledgement.ts";
import { ruleOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import {
  acknowledgedUntil,
  decideSeries,
  type Moment,
  newsIn,
  reasonsIn,
  silenceUntil,
} from "../../support/series.ts";

const daily = ruleOf({ remindEveryDays: 1 });
/** From here on it is acknowledged: until a day, or for good. */
const known = (finds: Moment["finds"], until: number | null = null): Moment => ({
  finds,
  acknowledgements: [acknowledgedUntil(until)],
});
const withdrawn = (finds: Moment["finds"]): Moment => ({ finds, acknowledgements: [] });
const silenced = (finds: Moment["finds"], until: number): Moment => ({
  finds,
  silences: [silenceUntil(until)],
});
const changed = ruleOf({
  remindEveryDays: 1,
  measure: { kind: "share", of: { facet: "origin", countries: ["CN", "KP"] } },
});

// Runs are on days 0, 1, 2 and so on, and a reminder is due on each of them.
describe("an alert that is acknowledged", () => {
  it.each<[string, Parameters<typeof newsIn>[1], string]>([
    ["is not reminded of", [0.3, known(0.3), 0.3, 0.3], "raised - - -"],
    ["is reminded of as of its day", [0.3, known(0.3, 3), 0.3, 0.3], "raised - - reminder"],
    ["is reminded of after it was withdrawn", [0.3, known(0.3), withdrawn(0.3)], "raised - reminder"],
    [
      "is told when it worsens, and reminded of from then on",
      [0.3, known(0.7), 0.7],
      "raised worsened reminder",
    ],
    ["is told when it eases, and then not reminded of", [0.7, known(0.3), 0.3], "raised eased -"],
    [
      "is reminded of when it has eased and worsened again",
      [0.7, known(0.3), 0.7, 0.7],
      "raised eased worsened reminder",
    ],
    ["is told when it is over", [0.3, known(0.3), 0.1], "raised - resolved"],
    ["is reminded of when it comes back", [0.3, known(0.1), 0.3, 0.3], "raised resolved raised reminder"],
    ["is not reminded of without data", [0.3, known(null), null], "raised - -"],
    ["is told when its rule leaves the policy", [0.3, { ...known(0.3), rule: null }], "raised resolved"],
    [
      "is told as of a rule that was changed, and the new alert is reminded of",
      [0.3, { ...known(0.3), rule: changed }, 0.3],
      "raised rule-changedraised reminder",
    ],
    [
      "is not told again when a silence ends",
      [0.3, { ...known(0.3), ...silenced(0.3, 2), finds: 0.3 }, 0.3, 0.3],
      "raised - - -",
    ],
    [
      "is told as raised when the silence that hid it ends",
      [silenced(0.3, 2), known(0.3), 0.3, 0.3],
      "(raised) - raised -",
    ],
    [
      "is told as worse after a silence in which it worsened",
      [0.3, { ...known(0.7), silences: [silenceUntil(2)] }, 0.7, 0.7],
      "raised (worsened) worsened reminder",
    ],
    [
      "is reminded of after a silence in which it eased and worsened again",
      [0.7, { ...known(0.3), silences: [silenceUntil(3)] }, 0.7, 0.7],
      "raised (eased) (worsened) reminder",
    ],
  ])("%s", (_sentence, series, news) => {
    expect(newsIn(daily, series)).toBe(news);
  });

  it("says why no reminder is sent", () => {
    expect(reasonsIn(daily, [0.3, known(0.3)])).toEqual(["crossed-limit", "acknowledged"]);
  });

  it("is acknowledged in its group only", () => {
    const others = { ...known(0.3), acknowledgements: [acknowledgedUntil(null, { group: "ups" })] };
    expect(newsIn(ruleOf({ remindEveryDays: 1, by: "item" }), [0.3, others], "bess")).toBe("raised reminder");
  });
});

describe("an acknowledgement ends", () => {
  it.each<[string, (number | null | Moment)[], AcknowledgementEnd | null]>([
    ["not while the alert stays as it is", [0.3, known(0.3), 0.3], null],
    ["not when it eases", [0.7, known(0.3)], null],
    ["not without data", [0.3, known(0.3), null], null],
    ["not before its day", [0.3, known(0.3, 3), 0.3], null],
    ["when it worsens", [0.3, known(0.7)], "worsened"],
    ["when it worsens behind a silence", [0.3, { ...known(0.7), silences: [silenceUntil(9)] }], "worsened"],
    ["when it worsens on its day", [0.3, known(0.7, 1)], "worsened"],
    ["when it is over", [0.3, known(0.1)], "over"],
    ["when it is over behind a silence", [0.3, { ...known(0.1), silences: [silenceUntil(9)] }], "over"],
    ["when its rule leaves the policy", [0.3, { ...known(0.3), rule: null }], "over"],
    ["when its rule is changed", [0.3, { ...known(0.3), rule: changed }], "rule-changed"],
    ["when its rule is changed without data", [0.3, { ...known(null), rule: changed }], "rule-changed"],
    ["on its day", [0.3, known(0.3, 1)], "day-reached"],
    ["on its day behind a silence", [0.3, { ...known(0.3, 1), silences: [silenceUntil(9)] }], "day-reached"],
    [
      "when no such alert is remembered",
      [{ finds: 0.1, acknowledgements: [acknowledgedUntil(null)] }],
      "over",
    ],
  ])("%s", (_sentence, series, end) => {
    const last = decideSeries(daily, series).at(-1);
    expect(last?.endedAcknowledgements.map((one) => one.end)).toEqual(end === null ? [] : [end]);
    const goesOn = last?.decisions.some(({ acknowledgement }) => acknowledgement !== null);
    expect(goesOn).toBe(end === null);
  });
});

it("of several acknowledgements of one alert, the last one counts, and the others are over", () => {
  const [first, second] = [acknowledgedUntil(null, { id: "a1" }), acknowledgedUntil(null)];
  expect(acknowledgementOf([first, second], second)).toBe(second);
  const decided = { rule: second.rule, group: null, event: null, next: { level: "warning" as const } };
  const ended = endedAcknowledgements([first, second], [{ ...decided, acknowledgement: second }]);
  expect(ended.map(({ acknowledgement }) => acknowledgement)).toEqual([first]);
});

it("goes on where one of two decisions about its alert carries it, and is over where nothing was decided", () => {
  const known = acknowledgedUntil(null);
  const none = { rule: known.rule, group: null, event: null, next: null, acknowledgement: null };
  const open = { ...none, next: { level: "warning" as const }, acknowledgement: known };
  expect(endedAcknowledgements([known], [none, open])).toEqual([]);
  expect(endedAcknowledgements([known], [none, { ...open, acknowledgement: null }])).toEqual([
    { acknowledgement: known, end: "day-reached" },
  ]);
  expect(endedAcknowledgements([known], [])).toEqual([{ acknowledgement: known, end: "over" }]);
});

it("is stored whole, of an alert that is open", () => {
  const known = acknowledgedUntil(3);
  expect(acknowledgementSchema.parse(JSON.parse(JSON.stringify(known)))).toEqual(known);
  expect(acknowledgementSchema.safeParse({ ...known, level: "none" }).success).toBe(false);
  const { by: _, ...unsigned } = known;
  expect(acknowledgementSchema.safeParse(unsigned).success).toBe(false);
});

const moments = fc.record({
  finds: fc.constantFrom(0.1, 0.3, 0.7, null),
  isIncomplete: fc.boolean(),
  silences: fc.boolean().map((isSilent) => (isSilent ? [silenceUntil(4)] : [])),
});

it("changes nothing that readers are told but reminders, and nothing about the alert's own life", () => {
  const property = fc.property(
    fc.array(moments, { minLength: 2, maxLength: 8 }),
    fc.nat({ max: 6 }),
    fc.option(fc.nat({ max: 8 }), { nil: null }),
    (series, at, until) => {
      const asked = series.map((moment, index) =>
        index === at ? { ...moment, acknowledgements: [acknowledgedUntil(until)] } : moment,
      );
      const [plain, acknowledged] = [series, asked].map((one) => decideSeries(daily, one));
      const lives = (all: typeof plain) =>
        all?.map(({ decisions }) => decisions.map(({ event, next }) => [event, next?.level ?? "none"]));
      const news = (all: typeof plain) =>
        all?.map(({ decisions }) =>
          decisions.flatMap(({ notification }) =>
            notification === null || notification === "reminder" ? [] : notification,
          ),
        );
      expect(lives(acknowledged)).toEqual(lives(plain));
      expect(news(acknowledged)).toEqual(news(plain));
      for (const { decisions } of acknowledged ?? [])
        for (const { acknowledgement, notification } of decisions)
          if (acknowledgement !== null) expect(notification).not.toBe("reminder");
    },
  );
  fc.assert(property, cases(300));
});
