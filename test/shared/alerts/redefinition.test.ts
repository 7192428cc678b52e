import { describe, expect, it } from "vitest";
import { type Alert, alertSchema } from "../../../shared/alerts/alert.ts";
import { decideRule } from "../../../shared/alerts/decide-rule.ts";
import { settleDefinition } from "../../../shared/alerts/redefinition.ts";
import type { Silence } from "../../../shared/alerts/silence.ts";
import { type Definition, definitionOf, isSameDefinition } from "../../../shared/policy/definition.ts";
import type { Rule } from "../../../shared/policy/rule.ts";
import { definitionChange } from "../../../shared/text/definition.ts";
import { AS_OF, alertOf, observationOf, plainRun, ruleOf } from "../../support/builders.ts";
import { decideSeries, type Moment, newsIn, silenceUntil } from "../../support/series.ts";

const rule = ruleOf();
const mistyped = ruleOf({ measure: { kind: "share", of: { facet: "origin", countries: ["CH"] } } });
const found = (finds: Moment["finds"], by: Rule, more: Partial<Moment> = {}): Moment => ({
  finds,
  rule: by,
  ...more,
});
const hushed = (until: number) => ({ silences: [silenceUntil(until)] });

describe("a rule whose definition changes while its alert is open", () => {
  it.each<[string, Parameters<typeof newsIn>[1], string]>([
    ["is told as changed, once", [0.3, found(0, mistyped), 0], "raised rule-changed -"],
    [
      "is told as changed, and raised if it breaches by the new one",
      [0.3, found(0.7, mistyped), 0.7],
      "raised rule-changedraised -",
    ],
    [
      "is told as changed at once, and raised once it was beyond for long enough",
      [0.3, found(0.3, { ...mistyped, for: 2 }), 0.3],
      "raised rule-changed raised",
    ],
    [
      "that is changed back is raised anew, if it was over meanwhile",
      [0.3, found(0, mistyped), found(0.3, rule), 0.3],
      "raised rule-changed raised -",
    ],
    [
      "that is changed back is told as changed again, if it was open meanwhile",
      [0.3, found(0.3, mistyped), found(0.3, rule)],
      "raised rule-changedraised rule-changedraised",
    ],
    ["is told as changed without data", [0.3, found(null, mistyped), 0], "raised rule-changed -"],
    [
      "is told as changed by an incomplete run",
      [0.3, found(0, mistyped, { isIncomplete: true })],
      "raised rule-changed",
    ],
    [
      "is told as changed though the new one is not in force yet",
      [0.3, found(0.7, { ...mistyped, effectiveFrom: "2027-01-01" })],
      "raised rule-changed",
    ],
  ])("%s", (_sentence, series, news) => {
    expect(newsIn(rule, series)).toBe(news);
  });

  it.each<[string, Parameters<typeof newsIn>[1], string]>([
    [
      "is told as changed when the silence is over",
      [0.3, found(0, mistyped, hushed(3)), 0, 0, 0],
      "raised (rule-changed) - rule-changed -",
    ],
    [
      "is told as changed, and raised, when the silence is over",
      [0.3, found(0.3, mistyped, hushed(3)), 0.3, 0.3],
      "raised (rule-changed)(raised) - rule-changedraised",
    ],
    [
      "and changed back is not told as changed",
      [0.3, found(0.3, mistyped, hushed(3)), found(0.3, rule), 0.3],
      "raised (rule-changed)(raised) (rule-changed)(raised) reminder",
    ],
    [
      "and changed back is told as resolved if it is over",
      [0.3, found(0.3, mistyped, hushed(3)), found(0.1, rule), 0.1],
      "raised (rule-changed)(raised) (rule-changed) resolved",
    ],
    [
      "is told as changed when the silence is over, also when there are no data then",
      [0.3, found(0.3, mistyped, hushed(2)), null, 0],
      "raised (rule-changed)(raised) rule-changedraised resolved",
    ],
    [
      "without data is told as changed when the silence is over",
      [0.3, found(null, mistyped, hushed(3)), null, null, null],
      "raised (rule-changed) - rule-changed -",
    ],
    [
      "that readers were never told of is not told as changed",
      [found(0.3, rule, hushed(3)), found(0, mistyped), 0, 0],
      "(raised) (rule-changed) - -",
    ],
    [
      "and has left the policy then is told as resolved",
      [0.3, found(0.3, mistyped, hushed(3)), { finds: "gone", rule: null }, { finds: "gone" }],
      "raised (rule-changed)(raised) (resolved) resolved",
    ],
  ])("behind a silence %s", (_sentence, series, news) => {
    expect(newsIn(rule, series)).toBe(news);
  });

  it("is told as changed for each group that has no alert of its own any more", () => {
    const decisions = decideSeries(ruleOf({ by: "item" }), [0.3, found("gone", rule)], "bess")[1]?.decisions;
    const change = { from: { by: "item" }, now: { by: null } };
    expect(decisions).toMatchObject([{ group: "bess", notification: "rule-changed", next: null, change }]);
  });

  it("is told as changed where one alert becomes one for each group", () => {
    const [, second] = decideSeries(rule, [0.3, { finds: "gone", rule: ruleOf({ by: "program" }) }]);
    expect(second?.decisions).toMatchObject([{ group: null, notification: "rule-changed", next: null }]);
  });

  it("knows the `by` of an alert that was stored before that was kept by its group", () => {
    const { by: _, atFirstLook: __, ...older } = alertOf({ group: "bess" });
    const observation = observationOf(ruleOf({ by: "item" }), { lower: 0.3, upper: 0.3 }, "bess");
    const decided = decideRule({ previous: alertSchema.parse(older), observation, ...plainRun });
    expect(decided).toMatchObject([{ event: null, notification: null, next: { by: "item" } }]);
  });
});

describe("what is left of an alert whose definition has changed", () => {
  const now = definitionOf(mistyped);
  const before = definitionOf(rule);
  const earlier: Definition = { ...before, measure: { kind: "top", facet: "owner", n: 1 } };
  const settle = (alert: Partial<Alert>, silence: Silence | null = null) =>
    settleDefinition(alertOf(alert), { rule: mistyped, observed: null, asOf: AS_OF, silence });
  const { lastNotified: told } = alertOf();

  it("is told as changed from what readers know, not from what it was meanwhile", () => {
    const { changed } = settle({ lastNotified: told && { ...told, of: earlier } });
    expect(changed).toMatchObject([{ change: { from: earlier, now }, notification: "rule-changed" }]);
  });

  it("is changed from what it was where readers know of nothing", () => {
    const { changed, rest } = settle({ lastNotified: null });
    expect(changed).toMatchObject([
      {
        change: { from: before, now },
        event: "rule-changed",
        notification: null,
        reason: "rule-changed",
      },
    ]);
    expect(rest).toBeNull();
  });

  it("is no news where it was not open and nobody was told", () => {
    expect(settle({ level: "none", pendingRuns: 1, lastNotified: null })).toEqual({
      changed: [],
      rest: null,
    });
  });

  it("behind a silence is nothing but what readers know, and by what", () => {
    const { changed, rest } = settle({ pendingRuns: 3, recentLevels: ["warning"] }, silenceUntil(60));
    expect(changed).toMatchObject([{ event: "rule-changed", notification: null }]);
    const known = told && { ...told, of: before };
    expect(rest).toEqual(
      alertOf({ level: "none", pendingRuns: 0, recentLevels: [], since: AS_OF, lastNotified: known }),
    );
  });

  it("is told with the reason that its silence is over where it was changed behind it", () => {
    const alert = { measure: mistyped.measure, lastNotified: told && { ...told, of: before } };
    const { changed, rest } = settle(alert);
    expect(changed).toMatchObject([
      {
        event: null,
        notification: "rule-changed",
        reason: "silence-over",
        change: { from: before, now },
      },
    ]);
    expect(rest).toEqual(alertOf({ measure: mistyped.measure, lastNotified: null }));
  });
});

describe("a definition", () => {
  const changes: Partial<Rule>[] = [
    { title: "Another title" },
    { above: { warning: 0.4 } },
    { margin: 0.1, for: 3, keep: 3, remindEveryDays: 30, possible: "quiet" },
  ];
  it.each(changes)("stays the same with %j", (change) => {
    expect(isSameDefinition(definitionOf(rule), definitionOf(ruleOf(change)))).toBe(true);
  });

  it.each<Partial<Rule>>([
    { measure: { kind: "share", of: { facet: "origin", countries: ["JP"] } } },
    { measure: { kind: "share", of: { facet: "control", countries: ["CN"] } } },
    { measure: { kind: "share", of: { owners: ["catl"] } } },
    { measure: { kind: "share", of: { list: "1260h" } } },
    { measure: { kind: "look-through", of: { countries: ["CN"] } } },
    {
      measure: { kind: "change", of: rule.measure as Extract<Rule["measure"], { kind: "share" }>, days: 30 },
    },
    { below: { warning: 0.25 } },
    { by: "item" },
    { by: "program" },
  ])("is another one with %j, and a breach by it is raised beside the end of the old alert", (change) => {
    const now = ruleOf(change);
    expect(isSameDefinition(definitionOf(rule), definitionOf(now))).toBe(false);
    const group = now.by === undefined ? null : "bess";
    const value = now.below === undefined ? 0.5 : 0.1;
    const decisions = decideRule({
      previous: { ...alertOf({ rule: rule.id, group }), measure: rule.measure, side: "above", by: null },
      observation: observationOf(now, { lower: value, upper: value }, group),
      ...plainRun,
    });
    expect(decisions.map(({ event }) => event)).toEqual(["rule-changed", "raised"]);
  });

  it("does not depend on the order in which countries are named", () => {
    const of = (countries: string[]) =>
      definitionOf(ruleOf({ measure: { kind: "share", of: { facet: "control", countries } } }));
    expect(isSameDefinition(of(["CN", "RU", "IR"]), of(["IR", "CN", "RU"]))).toBe(true);
    expect(isSameDefinition(of(["CN", "RU", "IR"]), of(["IR", "CN", "KP"]))).toBe(false);
  });

  const controlled = (countries: string[]): Definition =>
    definitionOf(ruleOf({ measure: { kind: "share", of: { facet: "control", countries } } }));
  it.each<[Definition, Definition, string]>([
    [definitionOf(rule), definitionOf(mistyped), 'it measured "made in China", now "made in Switzerland"'],
    [
      controlled(["CN", "RU", "IR"]),
      controlled(["CN", "RU", "KP"]),
      'it measured "controlled from China and 2 more: CN, RU, IR", now "controlled from China and 2 more: CN, RU, KP"',
    ],
    [
      definitionOf(rule),
      definitionOf(ruleOf({ below: { warning: 0.2 } })),
      "the trouble was a value above its limits, now one below them",
    ],
    [
      definitionOf(rule),
      definitionOf(ruleOf({ by: "item" })),
      "it had one alert for the whole sector, now one for each item",
    ],
  ])("is told by what is another one: %#", (from, now, text) => {
    expect(definitionChange(from, now)).toBe(text);
  });
});
