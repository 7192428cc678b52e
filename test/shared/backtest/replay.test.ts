import { describe, expect, it } from "vitest";
import { figuresOf } from "../../../cli/backtest/text.ts";
import { compareReplays, isDifferent } from "../../../shared/backtest/difference.ts";
import { replay } from "../../../shared/backtest/replay.ts";
import { eventsSent, summarizeReplay } from "../../../shared/backtest/summary.ts";
import type { Policy } from "../../../shared/policy/policy.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { NOTHING_UNREADABLE } from "../../../shared/supply/unreadable.ts";
import { type Window, windowEnding } from "../../../shared/values/day.ts";
import { asMinor } from "../../../shared/values/exposure.ts";
import { digest, foldOf, policyOf, ruleOf, undatedListings } from "../../support/builders.ts";
import { positionOf } from "../../support/samples.ts";

const DAYS = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"];
const monthly = policyOf({ windowDays: 28 });

/** Months of 100 USD, of which so many were made in China; `null` for a month without a position. */
function months(...chinese: (number | null)[]): Position[] {
  return chinese.flatMap((share, at) => {
    const date = DAYS[at] ?? "";
    if (share === null) return [];
    return [
      positionOf({ positionId: `cn-${at}`, originCountry: "CN", exposure: share * 100, date }),
      positionOf({ positionId: `jp-${at}`, originCountry: "JP", exposure: (100 - share) * 100, date }),
    ];
  });
}

function runsOf(positions: Position[], policy: Policy = monthly, unreadable = 0) {
  return [
    ...replay({
      policy,
      days: DAYS,
      newestDate: (asOf) => foldOf(positions, 0, windowEnding(asOf, 28)).newestDate,
      foldOf: (window: Window) => foldOf(positions, 0, window),
      suppliers: new Map(),
      listings: undatedListings(new Map()),
      links: new Map(),
      unreadable: { count: unreadable, first: [] },
      version: "0.1.0",
      digest,
    }),
  ];
}

const told = (positions: Position[], policy?: Policy, unreadable?: number) =>
  runsOf(positions, policy, unreadable).map((run) =>
    eventsSent(run).map(({ event, level }) => `${event} ${level}`),
  );

describe("a replay", () => {
  it("starts without a memory and remembers from run to run", () => {
    expect(told(months(30, 70, 70, 30, 10))).toEqual([
      ["raised warning"],
      ["worsened critical"],
      [],
      ["eased warning"],
      ["resolved none"],
    ]);
  });

  it("says once that there is no data, and keeps what is open meanwhile", () => {
    expect(told(months(30, null, null, 30, 10))).toEqual([
      ["raised warning"],
      ["no-data possible"],
      [],
      ["data-back none"],
      ["resolved none"],
    ]);
  });

  it("eases nothing when suppliers or links could not be read", () => {
    expect(told(months(30, 10, 10, 10, 10), monthly, 1)).toEqual([["raised warning"], [], [], [], []]);
    expect(runsOf(months(30, 10, 10, 10, 10), monthly, 1)[4]?.incomplete).toBe(true);
  });

  it("writes the very bulletin, with what it was before", () => {
    const [first, second] = runsOf(months(30, 70, 70, 30, 10));
    expect(first?.bulletin).toMatchObject({
      subject: "[WARNING] AI: 30% of supply made in China (limit 25%)",
      assessment: first?.assessment,
    });
    expect(second?.bulletin?.text).toMatch(/from 30\.0 % to 70\.0 %|30\.0 % on /);
  });

  it("looks back before each day for a rule about change", () => {
    const change = ruleOf({
      measure: { kind: "change", of: ruleOf().measure as never, days: 28 },
      above: { warning: 0.2 },
    });
    const sent = told(months(30, 30, 60, 60, 60), policyOf({ windowDays: 28, rules: [change] }));
    expect(sent).toEqual([[], [], ["raised warning"], ["resolved none"], []]);
  });

  it("holds back a rule until it is in force", () => {
    const later = policyOf({ windowDays: 28, rules: [ruleOf({ effectiveFrom: "2026-03-31" })] });
    expect(told(months(30, 30, 30, 30, 30), later)).toEqual([[], [], ["raised warning"], [], []]);
  });

  it("raises nothing below a floor, and says why an alert is closed there", () => {
    const floor = (atLeast: number) => policyOf({ windowDays: 28, rules: [ruleOf({ atLeast })] });
    const halved = months(70, 70, 70, 70, 70).map((one) =>
      (one.date ?? "") >= "2026-03-31" ? { ...one, exposure: asMinor(one.exposure / 2) } : one,
    );
    expect(told(halved, floor(100))).toEqual([["raised critical"], [], ["resolved none"], [], []]);
    expect(told(halved, floor(101))).toEqual([[], [], [], [], []]);
    const [closed] = runsOf(halved, floor(100)).slice(2).flatMap(eventsSent);
    expect(closed?.reason).toBe("the sector has USD 50, less than the floor of USD 100");
    expect(closed && figuresOf(closed, floor(100))).toBe(`  ${closed?.reason}`);
    const [, , third] = runsOf(halved, floor(100));
    expect(third?.bulletin?.subject).toBe(
      "[CLOSED] AI: Made in China: the sector has USD 50, less than the floor of USD 100",
    );
  });

  it("of no day has no run", () => {
    const input = {
      policy: monthly,
      days: [],
      suppliers: new Map(),
      listings: undatedListings(new Map()),
      links: new Map(),
      unreadable: NOTHING_UNREADABLE,
    };
    expect([
      ...replay({ ...input, newestDate: () => null, foldOf: () => foldOf([]), version: "1", digest }),
    ]).toEqual([]);
  });
});

describe("the summary of a replay", () => {
  it("counts bulletins, events, and days of the calendar up to the end", () => {
    const runs = runsOf(months(30, 70, null, 70, 10));
    expect(summarizeReplay(runs, monthly, "2026-06-02")).toEqual({
      runs: 5,
      bulletins: 5,
      days: 123,
      daysWithoutData: 30,
      events: {
        raised: 1,
        worsened: 1,
        eased: 0,
        resolved: 1,
        "rule-changed": 0,
        reminder: 0,
        "no-data": 1,
        "data-back": 1,
        stale: 0,
        fresh: 0,
      },
      rules: [{ rule: "china-origin", daysAtLevel: { none: 3, possible: 0, warning: 28, critical: 92 } }],
    });
  });

  it("takes the worst group of a rule", () => {
    const byItem = policyOf({ windowDays: 28, rules: [ruleOf({ by: "item" })] });
    const positions = [
      ...months(10, 10, 10, 10, 10),
      positionOf({ positionId: "cells", item: "cells", originCountry: "CN", date: "2026-05-31" }),
    ];
    const [rule] = summarizeReplay(runsOf(positions, byItem), byItem, "2026-05-31").rules;
    expect(rule?.daysAtLevel).toEqual({ none: 120, possible: 0, warning: 0, critical: 1 });
  });
});

describe("two replays", () => {
  const lower = policyOf({ windowDays: 28, rules: [ruleOf({ above: { warning: 0.15 } })] });
  const days = compareReplays(runsOf(months(10, 20, 30, 30, 10)), runsOf(months(10, 20, 30, 30, 10), lower));
  const sent = (events: { event: string; level: string }[] = []) =>
    events.map(({ event, level }) => `${event} ${level}`);

  it("are compared by what each would have sent, and what only one of them would", () => {
    expect(days.map(({ asOf, shipped, tried }) => [asOf, sent(shipped?.only), sent(tried?.only)])).toEqual([
      ["2026-02-28", [], ["raised warning"]],
      ["2026-03-31", ["raised warning"], []],
      ["2026-05-31", [], []],
    ]);
    expect(days.map(({ shipped, tried }) => [sent(shipped?.events), sent(tried?.events)])[2]).toEqual([
      ["resolved none"],
      ["resolved none"],
    ]);
  });

  it("differ only on days on which they would not have sent the same", () => {
    expect(days.filter(isDifferent).map(({ asOf }) => asOf)).toEqual(["2026-02-28", "2026-03-31"]);
    const same = compareReplays(runsOf(months(30, 10)), runsOf(months(30, 10)));
    expect(same.some(isDifferent)).toBe(false);
  });

  it("of other days cannot be compared", () => {
    const runs = runsOf(months(30));
    expect(() => compareReplays(runs, runs.slice(1))).toThrow("the runs of 2026-01-31 cannot be compared");
  });
});
