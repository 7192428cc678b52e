import type { AcknowledgementEnd, EndedAcknowledgement } from "../alerts/acknowledgement.ts";
import { type AlertChange, changesOf } from "../alerts/alert-change.ts";
import { openAlerts, type SectorDecision } from "../alerts/decide-sector.ts";
import type { HistoryRecord } from "../alerts/history.ts";
import { alertKey } from "../policy/level.ts";
import { reasonTexts } from "../text/reasons.ts";
import type { Day } from "../values/day.ts";

/** Everything that one run decided, as lines of the history; no line for what stayed the same. */
export function recordsOf(decision: SectorDecision, asOf: Day, now: Date): HistoryRecord[] {
  const at = now.toISOString();
  const happenings = changesOf(decision).flatMap((change) =>
    happened(change).map((what) => ({ asOf, at, ...historyFields(change), ...what })),
  );
  const levels = new Map(openAlerts(decision).map((alert) => [alertKey(alert), alert.level]));
  const ended = decision.endedAcknowledgements.map((one) => ({
    asOf,
    at,
    ...endedFields(one),
    level: levels.get(alertKey(one.acknowledgement)) ?? "none",
  }));
  return [...happenings, ...ended];
}

const endTexts: Record<AcknowledgementEnd, string> = {
  worsened: "the alert worsened",
  over: "the alert is over",
  "rule-changed": "its rule was changed in the policy",
  "day-reached": "its day has come",
};

/** The fields of a line about an acknowledgement that ended by itself. */
function endedFields({ acknowledgement, end }: EndedAcknowledgement) {
  const { id, rule, group, by, reason } = acknowledgement;
  return {
    ...{ rule, group, event: "unacknowledged" as const, observed: null, limit: null, published: false },
    ...{ reason: `${endTexts[end]}; it was: ${reason}`, silence: null, acknowledgement: id, by },
  };
}

function historyFields({ rule, group, level, observed, limit, reason, silence }: AlertChange) {
  // For the whole sector, `published` says that nobody was told.
  const hiddenBy = rule === null ? null : (silence?.id ?? null);
  return { rule, group, level, observed, limit, reason: reasonTexts[reason], silence: hiddenBy, by: null };
}

/** What happened and what readers were told: the same, unless a silence is or was in force. */
function happened({ event, notification }: AlertChange): Pick<HistoryRecord, "event" | "published">[] {
  if (event === notification) return event === null ? [] : [{ event, published: true }];
  return [
    ...(event === null ? [] : [{ event, published: false }]),
    ...(notification === null ? [] : [{ event: notification, published: true }]),
  ];
}
