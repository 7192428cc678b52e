import { describe, expect, it } from "vitest";
import type { Alert } from "../../../shared/alerts/alert.ts";
import { notAfter } from "../../../shared/alerts/alert.ts";
import { decideAlert } from "../../../shared/alerts/decide-alert.ts";
import { closeAlert, holdAlert } from "../../../shared/alerts/unobserved-alert.ts";
import type { Interval } from "../../../shared/values/interval.ts";
import { AS_OF, alertOf, observationOf, plainRun, ruleOf } from "../../support/builders.ts";
import { silenceUntil } from "../../support/series.ts";

const weekly = ruleOf({ remindEveryDays: 7 });
const hush = silenceUntil(60);
const at = (value: number): Interval => ({ lower: value, upper: value });

/** What is told a week after readers were told of a warning. */
function toldAfterAWeek(previous: Alert, observed: Interval | null, incomplete: boolean) {
  return decideAlert({ ...plainRun, previous, observation: observationOf(weekly, observed), incomplete })
    .notification;
}

describe("a reminder", () => {
  it.each<[string, Interval | null, boolean, string | null]>([
    ["is due after its days", at(0.3), false, "reminder"],
    ["is due when rows are missing, and what is there is bad enough", at(0.3), true, "reminder"],
    ["is due when incomplete data looks better: of what was last known", at(0.1), true, "reminder"],
    [
      "is due when incomplete data is only possible: of what was last known",
      { lower: 0.1, upper: 0.3 },
      true,
      "reminder",
    ],
    ["is due without data: of what was observed last", null, false, "reminder"],
    ["is due without data when rows are missing", null, true, "reminder"],
  ])("%s", (_sentence, observed, incomplete, told) => {
    expect(toldAfterAWeek(alertOf(), observed, incomplete)).toBe(told);
  });

  it("tells nobody who was never told of anything", () => {
    expect(
      toldAfterAWeek(alertOf({ level: "none", lastNotified: null, pendingRuns: 1 }), at(0.1), true),
    ).toBeNull();
  });
});

describe("an alert of which a run has looked ahead", () => {
  const told = { level: "warning", asOf: "2026-08-05", limits: { warning: 0.25 } } as const;
  const ahead = alertOf({ since: "2026-08-01", observedAsOf: "2026-08-05", lastNotified: told });

  it("has no day that is still to come", () => {
    const back = { since: AS_OF, observedAsOf: AS_OF, lastNotified: { ...told, asOf: AS_OF } };
    expect(notAfter(ahead, AS_OF)).toEqual({ ...ahead, ...back });
  });

  it("keeps the days that have come, and that nobody was told", () => {
    expect(notAfter(ahead, "2026-08-05")).toEqual(ahead);
    expect(notAfter({ ...ahead, lastNotified: null }, "2026-08-05").lastNotified).toBeNull();
  });
});

describe("an alert that is closed", () => {
  it("behind a silence is remembered as over until that can be told, and as nothing else", () => {
    const open = alertOf({ level: "critical", pendingRuns: 2, recentLevels: ["warning", "critical"] });
    const closed = closeAlert(open, "rule-gone", AS_OF, hush);
    expect(closed).toMatchObject({ event: "resolved", notification: null });
    expect(closed.next).toEqual({
      ...open,
      level: "none",
      pendingRuns: 0,
      recentLevels: [],
      wasSilenced: true,
    });
  });

  it("of which readers were never told is no news", () => {
    const begun = alertOf({ level: "none", pendingRuns: 1, lastNotified: null });
    expect(closeAlert(begun, "rule-over", AS_OF, null)).toMatchObject({
      event: null,
      notification: null,
      next: null,
    });
  });
});

describe("an alert that is held", () => {
  it("tells nothing good, though a silence has hidden it: what is known is too little", () => {
    const eased = alertOf({
      lastNotified: { level: "critical", asOf: "2026-07-24", limits: { critical: 0.65 } },
    });
    expect(holdAlert(eased, ruleOf(), { asOf: AS_OF, silence: null, acknowledgement: null })).toMatchObject({
      notification: null,
      next: eased,
    });
  });

  it("tells what a silence has hidden that is worse than readers know", () => {
    const worse = alertOf({
      level: "critical",
      lastNotified: { level: "warning", asOf: "2026-07-24", limits: { warning: 0.25 } },
    });
    expect(holdAlert(worse, ruleOf(), { asOf: AS_OF, silence: null, acknowledgement: null })).toMatchObject({
      notification: "worsened",
    });
  });

  it("reminds after its rule's days, of what was observed last", () => {
    expect(holdAlert(alertOf(), weekly, { asOf: AS_OF, silence: null, acknowledgement: null })).toMatchObject(
      { notification: "reminder" },
    );
    expect(
      holdAlert(alertOf(), ruleOf(), { asOf: AS_OF, silence: null, acknowledgement: null }),
    ).toMatchObject({ notification: null });
  });
});
