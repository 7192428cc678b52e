import { type AlertChange, changesOf } from "../alerts/alert-change.ts";
import type { SectorDecision } from "../alerts/decide-sector.ts";
import type { HistoryRecord } from "../alerts/history.ts";
import { reasonTexts } from "../text/reasons.ts";
import type { Day } from "../values/day.ts";

/** Everything that one run decided, as lines of the history; no line for what stayed the same. */
export function recordsOf(decision: SectorDecision, asOf: Day, now: Date): HistoryRecord[] {
  const at = now.toISOString();
  return changesOf(decision).flatMap((change) =>
    happened(change).map((what) => ({ asOf, at, ...historyFields(change), ...what })),
  );
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
