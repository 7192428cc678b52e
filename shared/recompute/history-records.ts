import { type AlertChange, changesOf } from "../alerts/alert-change.ts";
import type { SectorDecision } from "../alerts/decide-sector.ts";
import type { HistoryRecord } from "../alerts/history.ts";
import { reasonTexts } from "../text/reasons.ts";

/** Everything that one run decided, in the words of the history; nothing for what stayed as it was. */
export function recordsOf(decision: SectorDecision, asOf: string, now: Date): HistoryRecord[] {
  const at = now.toISOString();
  return changesOf(decision).flatMap((change) =>
    happened(change).map((what) => ({ asOf, at, ...recordOf(change), ...what })),
  );
}

function recordOf({ rule, group, level, observed, limit, reason, silence }: AlertChange) {
  // That nobody was told of the sector itself stands in `published`.
  const hiddenBy = rule === null ? null : (silence?.id ?? null);
  return { rule, group, level, observed, limit, reason: reasonTexts[reason], silence: hiddenBy, by: null };
}

/** What happened and what was told of it: one and the same, unless a silence has come between them. */
function happened({ event, notification }: AlertChange): Pick<HistoryRecord, "event" | "published">[] {
  if (event === notification) return event === null ? [] : [{ event, published: true }];
  return [
    ...(event === null ? [] : [{ event, published: false }]),
    ...(notification === null ? [] : [{ event: notification, published: true }]),
  ];
}
