import { expect, it } from "vitest";
import { stateText } from "../../../cli/text/changed-rule.ts";
import { changedRules } from "../../../shared/assessment/changed-rules.ts";
import { observationOf, ruleOf } from "../../support/builders.ts";

const rule = ruleOf({ margin: 0.03 });
const at = (value: number, changed = rule) => [observationOf(changed, { lower: value, upper: value })];

it("a rule that goes below its limit by less than its margin is at no level, but could not resolve", () => {
  expect(changedRules(at(0.3), at(0.24))).toMatchObject([
    { before: { level: "warning" }, after: { level: "none", limit: 0.25 }, levelByMargin: "warning" },
  ]);
  expect(changedRules(at(0.3), at(0.22))).toMatchObject([{ levelByMargin: "none" }]);
});

it("a changed limit changes the level of the same value", () => {
  const eased = ruleOf({ above: { warning: 0.35 } });
  expect(changedRules(at(0.3), at(0.3, eased))).toMatchObject([
    {
      before: { level: "warning", limits: { warning: 0.25 } },
      after: { level: "none", limits: { warning: 0.35 } },
    },
  ]);
});

it("a sector without exposure has no level, which is not the level none", () => {
  const nothing = [observationOf(rule, null)];
  expect(changedRules(nothing, nothing)).toMatchObject([
    { before: { observed: null, level: null }, after: { level: null }, levelByMargin: null },
  ]);
});

it("a group below the floor of its rule says so, and not that it has no data", () => {
  const below = [{ ...observationOf(ruleOf({ atLeast: 100 }), null), isBelowFloor: true }];
  const [changed] = changedRules(below, below);
  expect(changed).toMatchObject({ before: { belowFloor: true, level: null }, after: { belowFloor: true } });
  expect(changed && stateText(changed, "after")).toBe("below its floor");
});
