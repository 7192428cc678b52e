import { describe, expect, it } from "vitest";
import { recordSchema } from "../../../shared/alerts/history.ts";
import { recordsOf } from "../../../shared/recompute/history-records.ts";
import { ruleOf } from "../../support/builders.ts";
import { decideSeries, type Moment, silenceUntil } from "../../support/series.ts";

const NOW = new Date("2026-08-01T06:00:00.000Z");
const AS_OF = "2026-07-31";
const RUN = { asOf: AS_OF, now: NOW, assessment: "an-assessment", bulletin: "a-bulletin" };
const rule = ruleOf({ remindEveryDays: 7 });
const silences = [silenceUntil(2)];
/** The line of its end. */
const itsEnd = { event: "lifted", published: false, silence: "s2", level: "none" };

/** The lines of the last run of a series. */
function linesOf(...series: (number | null | Moment)[]) {
  const decision = decideSeries(rule, series).at(-1);
  if (decision === undefined) throw new Error("no run, no lines");
  return recordsOf(decision, RUN);
}

describe("the history of a run", () => {
  it("holds who, what, how high, against which limit, why, and when it was decided", () => {
    expect(linesOf(0.3)).toEqual([
      {
        asOf: AS_OF,
        at: NOW.toISOString(),
        rule: "china-origin",
        group: null,
        event: "raised",
        level: "warning",
        observed: { lower: 0.3, upper: 0.3 },
        limit: 0.25,
        reason: "crossed a limit",
        published: true,
        silence: null,
        by: null,
        decided: {
          ...{ assessment: "an-assessment", bulletin: "a-bulletin", before: "none", heldBack: null },
          alert: expect.objectContaining({ rule: "china-origin", level: "warning", title: rule.title }),
        },
      },
    ]);
  });

  it.each<[string, (number | null | Moment)[], object[]]>([
    ["nothing where nothing happened", [0.3, 0.3], []],
    ["nothing while runs are counted", [{ finds: 0.3, rule: ruleOf({ for: 2 }) }], []],
    ["what worsened", [0.3, 0.7], [{ event: "worsened", level: "critical", limit: 0.65, published: true }]],
    ["what eased", [0.7, 0.3], [{ event: "eased", level: "warning", limit: 0.25, published: true }]],
    ["what is over, at no level", [0.3, 0.1], [{ event: "resolved", level: "none", published: true }]],
    [
      "a reminder",
      [0.3, { finds: 0.3, daysLater: 7 }],
      [{ event: "reminder", reason: "still firing", published: true }],
    ],
    [
      "what a silence hid, and which",
      [{ finds: 0.3, silences }],
      [{ event: "raised", published: false, silence: "s2" }],
    ],
    [
      "what is told at the end of a silence",
      [{ finds: 0.3, silences }, 0.3, 0.3],
      [itsEnd, { event: "raised", published: true, silence: null, reason: "its silence is over" }],
    ],
    [
      "both, where they are not the same",
      [{ finds: 0.3, silences }, 0.3, 0.7],
      [
        itsEnd,
        { event: "worsened", level: "critical", published: false, silence: null },
        { event: "raised", level: "critical", published: true },
      ],
    ],
    [
      "what happened, and that it was told again when its silence was over",
      [0.3, { finds: 0.1, silences }, 0.3],
      [
        itsEnd,
        { event: "raised", published: false, silence: null },
        { event: "reminder", published: true, silence: null },
      ],
    ],
    [
      "a rule that has left, without an observation",
      [0.3, { finds: 0.3, rule: null }],
      [{ event: "resolved", observed: null, limit: 0.25, reason: "the rule has left the policy" }],
    ],
  ])("holds %s", (_sentence, series, lines) => {
    expect(linesOf(...series)).toMatchObject(lines);
    expect(linesOf(...series)).toHaveLength(lines.length);
  });

  it.each<[string, (number | null | Moment)[], object[]]>([
    [
      "that data is gone",
      [0.1, null],
      [{ event: "no-data", level: "possible", reason: "no position in the window", published: true }],
    ],
    [
      "that data is back",
      [null, 0.1],
      [{ event: "data-back", level: "none", reason: "positions in the window again", published: true }],
    ],
    [
      "that data is gone behind a silence",
      [{ finds: null, silences }],
      [{ event: "no-data", published: false }],
    ],
    [
      "that data was gone, once it may be told",
      [{ finds: null, silences }, null, null],
      [
        { ...itsEnd, by: expect.any(String) },
        { event: "no-data", published: true },
      ],
    ],
  ])("holds %s, about the whole sector", (_sentence, series, lines) => {
    const whole = { rule: null, group: null, observed: null, limit: null, by: null };
    expect(linesOf(...series)).toMatchObject(lines.map((line) => ({ ...whole, ...line })));
  });

  it("holds the level before, and the alert that is remembered; none once readers know that it is over", () => {
    expect(linesOf(0.3, 0.7)).toMatchObject([
      { decided: { before: "warning", alert: { level: "critical", limit: 0.65 } } },
    ]);
    expect(linesOf(0.3, 0.1)).toMatchObject([{ decided: { before: "warning", alert: null } }]);
    expect(linesOf(0.3, { finds: 0.1, silences: [silenceUntil(9)] })).toMatchObject([
      { decided: { before: "warning", bulletin: null, heldBack: "silence", alert: { level: "none" } } },
    ]);
    expect(linesOf(null)).toMatchObject([{ event: "no-data", decided: { before: "none", alert: null } }]);
  });

  it("says that a rule is quiet about what is only possible", () => {
    const quiet = ruleOf({ possible: "quiet" });
    const [decision] = decideSeries(quiet, [{ finds: [0.1, 0.3] }]);
    const lines = decision === undefined ? [] : recordsOf(decision, RUN);
    expect(lines).toMatchObject([{ event: "raised", published: false, decided: { heldBack: "quiet" } }]);
  });

  it("has the sector's own lines after those of its rules", () => {
    expect(linesOf(null, 0.3).map(({ event }) => event)).toEqual(["raised", "data-back"]);
  });

  it("keeps the group, and no bound where there is none", () => {
    const few = ruleOf({ measure: { kind: "effective", facet: "owner" }, below: { warning: 4 } });
    const [decision] = decideSeries(few, [{ finds: [1, Number.POSITIVE_INFINITY] }], "bess");
    const lines = decision === undefined ? [] : recordsOf(decision, RUN);
    expect(lines).toMatchObject([{ group: "bess", observed: { lower: 1, upper: null } }]);
    expect(recordSchema.array().parse(JSON.parse(JSON.stringify(lines)))).toEqual(lines);
  });
});
