import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { windowEnd, windowsOf } from "../../../shared/policy/windows.ts";
import { addDays, isInWindow } from "../../../shared/values/day.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";

const AS_OF = "2026-11-24";
const change = ruleOf({
  id: "rise",
  measure: { kind: "change", of: { kind: "unknown", facet: "origin" }, days: 90 },
});

describe("the last day of a window", () => {
  it.each([
    ["is the day of the assessment", {}, "2026-07-31", AS_OF],
    [
      "is that day where nothing is dated",
      { window: "last-period" as const, staleAfterDays: 5 },
      null,
      AS_OF,
    ],
    [
      "follows the data where the policy says so",
      { window: "last-period" as const },
      "2026-07-31",
      "2026-07-31",
    ],
    ["is so also where the data is of that day", { window: "last-period" as const }, AS_OF, AS_OF],
    ["stays while the data is not stale", { staleAfterDays: 116 }, "2026-07-31", AS_OF],
    ["stops so many days after the newest position", { staleAfterDays: 60 }, "2026-07-31", "2026-09-29"],
    [
      "follows the data also where it is stale",
      { window: "last-period" as const, staleAfterDays: 60 },
      "2026-07-31",
      "2026-07-31",
    ],
  ])("%s", (_sentence, policy, newest, expected) => {
    expect(windowEnd(policy, AS_OF, newest)).toBe(expected);
  });

  it("of stale data is the same every day, so that nothing thins out", () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 3000 }), (days) => {
        const asOf = addDays("2026-07-31", days);
        expect(windowEnd({ staleAfterDays: 60 }, asOf, "2026-07-31")).toBe("2026-09-29");
      }),
    );
  });
});

describe("the windows of a policy", () => {
  it("end with the window's last day, and those of a change as many days before it", () => {
    const policy = policyOf({ windowDays: 31, rules: [ruleOf(), change] });
    const own = { asOf: AS_OF, windowDays: 31, end: "2026-07-31", after: "2026-06-30" };
    expect(windowsOf(policy, AS_OF, 31, "2026-07-31")).toEqual([
      own,
      { asOf: "2026-08-26", windowDays: 31, end: "2026-05-02", after: "2026-04-01", comparedWith: own },
    ]);
  });

  it("that end before the day of the assessment do not count what is dated between", () => {
    const [window] = windowsOf(policyOf({ windowDays: 31 }), AS_OF, 31, "2026-07-31");
    const days = ["2026-06-30", "2026-07-01", "2026-07-31", "2026-08-01", AS_OF];
    expect(days.map((day) => isInWindow(day, null, window))).toEqual([false, true, true, false, false]);
    expect(isInWindow(null, null, window)).toBe(true);
  });
});
