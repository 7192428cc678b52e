import { describe, expect, it } from "vitest";
import { decideNotification, type NotificationInput } from "../../../shared/alerts/notification.ts";
import type { Transition } from "../../../shared/alerts/transition.ts";
import { AS_OF, alertOf } from "../../support/builders.ts";
import { acknowledgedUntil } from "../../support/series.ts";

const HEARING: NotificationInput = {
  asOf: AS_OF,
  silence: null,
  acknowledgement: null,
  hasAllData: true,
  remindEveryDays: null,
  isQuiet: false,
};

describe("why it is told", () => {
  it.each<[string, Transition, Partial<NotificationInput>, string | null, string]>([
    [
      "what came back, as a silence ended, to what readers know: that the silence is over",
      { state: alertOf({ wasSilenced: true }), event: "worsened", reason: "higher-level" },
      {},
      "reminder",
      "silence-over",
    ],
    [
      "what happened in this run: its own reason",
      {
        state: alertOf({ level: "critical", lastNotified: alertOf().lastNotified }),
        event: "worsened",
        reason: "higher-level",
      },
      {},
      "worsened",
      "higher-level",
    ],
    [
      "what is raised with its rule quiet of what is only possible: its own reason",
      { state: alertOf({ lastNotified: null }), event: "raised", reason: "crossed-limit" },
      { isQuiet: true },
      "raised",
      "crossed-limit",
    ],
    [
      "what is only possible, with its rule quiet of that: that it is kept",
      {
        state: alertOf({ level: "possible", lastNotified: null }),
        event: "raised",
        reason: "crossed-limit",
      },
      { isQuiet: true },
      null,
      "kept-quiet",
    ],
    [
      "what goes on, after its days: that it is still firing",
      { state: alertOf(), event: null, reason: "unchanged" },
      { remindEveryDays: 7 },
      "reminder",
      "still-firing",
    ],
    [
      "what goes on, after its days, while somebody knows of it: that it is acknowledged",
      { state: alertOf(), event: null, reason: "unchanged" },
      { remindEveryDays: 7, acknowledgement: acknowledgedUntil(null) },
      null,
      "acknowledged",
    ],
    [
      "what goes on, before its days, while somebody knows of it: nothing else than ever",
      { state: alertOf(), event: null, reason: "unchanged" },
      { acknowledgement: acknowledgedUntil(null) },
      null,
      "unchanged",
    ],
    [
      "what eased to what readers know, as a silence ended, while somebody knows of it: its own reason",
      { state: alertOf({ wasSilenced: true }), event: "eased", reason: "lower-level" },
      { acknowledgement: acknowledgedUntil(null) },
      null,
      "lower-level",
    ],
  ])("of %s", (_what, turn, input, notification, reason) => {
    expect(decideNotification(turn, { ...HEARING, ...input })).toMatchObject({ notification, reason });
  });
});
