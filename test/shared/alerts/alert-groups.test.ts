import { describe, expect, it } from "vitest";
import { ruleOf } from "../../support/builders.ts";
import { type Moment, newsIn, reasonsIn, silenceUntil } from "../../support/series.ts";

const rule = ruleOf();
const weekly = ruleOf({ remindEveryDays: 7 });
const gone: Moment = { finds: "gone" };
const goneBlindly: Moment = { finds: "gone", isIncomplete: true };
const removed: Moment = { finds: "gone", rule: null };

describe("a group", () => {
  it.each<[string, Parameters<typeof newsIn>[1], string]>([
    ["that has left is closed once", [0.3, gone, gone], "raised resolved -"],
    ["that comes back is raised anew", [0.3, gone, 0.3], "raised resolved raised"],
    ["that may be unreadable is held", [0.3, goneBlindly, 0.3], "raised - -"],
    ["that has left unseen is closed once that is certain", [0.3, goneBlindly, gone], "raised - resolved"],
    ["is held while its sector has no data", [0.3, null, null, 0.3], "raised - - -"],
    [
      "that its sector has no data of is reminded of all the same",
      [
        { finds: 0.3, rule: weekly },
        { finds: null, daysLater: 7 },
        { finds: null, daysLater: 6 },
      ],
      "raised reminder -",
    ],
    [
      "that an incomplete run misses is reminded of all the same",
      [
        { finds: 0.3, rule: weekly },
        { ...goneBlindly, daysLater: 7 },
      ],
      "raised reminder",
    ],
    [
      "whose rule has left is closed without data as well",
      [0.3, { finds: null, rule: null }],
      "raised resolved",
    ],
    [
      "that has left behind a silence is told of at its end",
      [0.3, { ...gone, silences: [silenceUntil(2)] }, gone, gone],
      "raised (resolved) resolved -",
    ],
    [
      "that left and came back behind a silence is told again",
      [0.3, { ...gone, silences: [silenceUntil(3)] }, 0.3, 0.3],
      "raised (resolved) (raised) reminder",
    ],
    [
      "raised behind a silence is told of though it cannot be seen",
      [{ finds: 0.3, silences: [silenceUntil(1)] }, goneBlindly],
      "(raised) raised",
    ],
    [
      "raised and gone behind a silence was never there",
      [{ finds: 0.3, silences: [silenceUntil(2)] }, gone, 0.1],
      "(raised) (resolved) -",
    ],
  ])("%s", (_sentence, series, news) => {
    expect(newsIn(rule, series, "bess")).toBe(news);
  });

  it("begins its runs anew after it was gone", () => {
    expect(newsIn(ruleOf({ for: 2 }), [0.3, gone, 0.3, 0.3], "bess")).toBe("- - - raised");
  });

  it("is closed with its reason, and held with another", () => {
    expect(reasonsIn(rule, [0.3, goneBlindly, gone], "bess").slice(1)).toEqual(["no-exposure", "group-gone"]);
    const behind = { ...gone, silences: [silenceUntil(2)] };
    expect(reasonsIn(rule, [0.3, behind, gone], "bess")[2]).toBe("group-gone");
  });
});

describe("a policy that changes while an alert is open", () => {
  it.each<[string, Parameters<typeof newsIn>[1], string]>([
    ["closes the alert of a rule that it drops, once", [0.3, removed, removed], "raised resolved -"],
    ["raises it anew once the rule is back", [0.3, removed, { finds: 0.3, rule }], "raised resolved raised"],
    [
      "closes it although the run is incomplete",
      [0.3, { ...removed, isIncomplete: true }],
      "raised resolved",
    ],
    [
      "says nothing of a limit that moves under the same level",
      [0.3, { finds: 0.3, rule: ruleOf({ above: { warning: 0.2 } }) }],
      "raised -",
    ],
    [
      "resolves at a limit that it raised over the value",
      [0.3, { finds: 0.3, rule: ruleOf({ above: { warning: 0.4 } }) }],
      "raised resolved",
    ],
    [
      "worsens at a limit that it lowered",
      [0.3, { finds: 0.3, rule: ruleOf({ above: { critical: 0.29 } }) }],
      "raised worsened",
    ],
    [
      "resolves a rule that it puts off",
      [0.3, { finds: 0.3, rule: ruleOf({ effectiveFrom: "2026-08-01" }) }],
      "raised resolved",
    ],
    [
      "keeps one that it puts off while a run is incomplete",
      [0.3, { finds: 0.3, isIncomplete: true, rule: ruleOf({ effectiveFrom: "2026-08-01" }) }],
      "raised -",
    ],
    [
      "waits `keep` runs for a level that it dropped",
      [0.7, { finds: 0.7, rule: ruleOf({ above: { warning: 0.25 }, keep: 2 }) }, 0.7],
      "raised - eased",
    ],
  ])("%s", (_sentence, series, news) => {
    expect(newsIn(rule, series)).toBe(news);
  });
});
