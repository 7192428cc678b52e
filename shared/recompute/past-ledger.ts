import type { Alert } from "../alerts/alert.ts";
import { type HistoryRecord, isAsked } from "../alerts/history.ts";
import { silencesInForce } from "../alerts/silence.ts";
import { alertKey } from "../policy/level.ts";
import type { Day } from "../values/day.ts";
import type { Ledger } from "./ledger.ts";

/** What of a ledger is known of a day in the past. */
export type PastLedger = Pick<
  Ledger,
  "alerts" | "silences" | "acknowledgements" | "noDataSince" | "staleSince"
>;

/**
 * What a ledger held after all decisions as of a day, by the lines of the history (oldest first) and the ledger as it is now. Of
 * silences and acknowledgements, only those that still stand are known.
 */
export function ledgerOn(day: Day, history: readonly HistoryRecord[], ledger: Ledger): PastLedger {
  const until = history.filter(({ asOf }) => asOf <= day);
  const ids = new Set(
    until.flatMap(({ event, silence, acknowledgement }) => {
      if (!isAsked(event)) return [];
      return acknowledgement ?? silence ?? [];
    }),
  );
  const isGiven = ({ id }: { id: string }) => ids.has(id);
  return {
    alerts: alertsOn(day, history, ledger),
    silences: silencesInForce(ledger.silences, day).filter(isGiven),
    acknowledgements: ledger.acknowledgements.filter(
      (one) => isGiven(one) && (one.until === null || day < one.until),
    ),
    noDataSince: since(until, "no-data", "data-back"),
    staleSince: since(until, "stale", "fresh"),
  };
}

/** The alerts after the last line of each up to a day. An alert whose lines are not stored any more is known by the ledger. */
function alertsOn(day: Day, history: readonly HistoryRecord[], ledger: Ledger): Alert[] {
  const byAlert = Map.groupBy(history.filter(isOfRule), alertKey);
  const recorded = [...byAlert.values()].flatMap((lines) => {
    const last = lines.findLast(({ asOf }) => asOf <= day);
    return last?.decided.alert ?? [];
  });
  const isRecorded = (alert: Alert) => (byAlert.get(alertKey(alert)) ?? []).some(({ asOf }) => asOf <= day);
  const older = ledger.alerts.filter((alert) => alert.since <= day && !isRecorded(alert));
  const before = (alert: Alert) => byAlert.get(alertKey(alert))?.[0]?.decided.before ?? alert.level;
  return [...recorded, ...older.map((alert) => ({ ...alert, level: before(alert) }))];
}

type RuleLine = HistoryRecord & { rule: string; decided: NonNullable<HistoryRecord["decided"]> };

function isOfRule(line: HistoryRecord): line is RuleLine {
  return line.rule !== null && line.decided !== undefined;
}

/** The day since which a state of the sector exists after some lines; `null` when it has ended. */
function since(
  lines: readonly HistoryRecord[],
  begins: HistoryRecord["event"],
  ends: HistoryRecord["event"],
): Day | null {
  return lines.reduce<Day | null>((from, { event, asOf }) => {
    if (event === begins) return from ?? asOf;
    return event === ends ? null : from;
  }, null);
}
