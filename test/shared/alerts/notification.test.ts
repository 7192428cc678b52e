import { describe, expect, it } from "vitest";
import { announce, type Hearing } from "../../../shared/alerts/notification.ts";
import type { Turn } from "../../../shared/alerts/transition.ts";
import { AS_OF, alertOf } from "../../support/builders.ts";

const HEARING: Hearing = { asOf: AS_OF, silence: null, isSure: true, remindEveryDays: null, isQuiet: false };

describe("why it is told", () => {
  it.each<[string, Turn, Partial<Hearing>, string | null, string]>([
    [
      "what came back, as a silence ended, to what readers know: that the silence is over",
      { state: alertOf({ hidden: true }), event: "worsened", reason: "went to a higher level" },
      {},
      "reminder",
      "its silence is over",
    ],
    [
      "what happened in this run: its own reason",
      {
        state: alertOf({ level: "critical", told: alertOf().told }),
        event: "worsened",
        reason: "went to a higher level",
      },
      {},
      "worsened",
      "went to a higher level",
    ],
    [
      "what is raised with its rule quiet of what is only possible: its own reason",
      { state: alertOf({ told: null }), event: "raised", reason: "crossed a limit" },
      { isQuiet: true },
      "raised",
      "crossed a limit",
    ],
    [
      "what is only possible, with its rule quiet of that: that it is kept",
      { state: alertOf({ level: "possible", told: null }), event: "raised", reason: "crossed a limit" },
      { isQuiet: true },
      null,
      "only possible, which its rule keeps quiet",
    ],
    [
      "what goes on, after its days: that it is still firing",
      { state: alertOf(), event: null, reason: "unchanged" },
      { remindEveryDays: 7 },
      "reminder",
      "still firing",
    ],
  ])("of %s", (_what, turn, hearing, announced, reason) => {
    expect(announce(turn, { ...HEARING, ...hearing })).toMatchObject({ announced, reason });
  });
});
