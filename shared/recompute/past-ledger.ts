import type { Alert } from "../alerts/alert.ts";
import { type Asked, askedAfter } from "../alerts/asked-past.ts";
import { type HistoryRecord, isAsked } from "../alerts/history.ts";
import { silencesInForce } from "../alerts/silence.ts";
import { alertKey } from "../policy/level.ts";
import { type Day, dayOf, later } from "../values/day.ts";
import type { Ledger } from "./ledger.ts";

/** What of a ledger is known of a day in the past. */
export type PastLedger = Pick<
  Ledger,
  "alerts" | "silences" | "acknowledgements" | "noDataSince" | "staleSince"
>;

/**
 * What a ledger held after all decisions as of a day, the last of them at `decidedAt`: by the lines of the history (oldest first)
 * and the ledger as it is now.
 */
export function ledgerOn(
  day: Day,
  decidedAt: string,
  { history, ledger }: { history: readonly HistoryRecord[]; ledger: Ledger },
): PastLedger {
  const upTo = history.filter(({ asOf }) => asOf <= day);
  return {
    alerts: alertsOn(day, history, ledger),
    ...askedOn(day, decidedAt, { history, ledger }),
    noDataSince: since(upTo, "no-data", "data-back"),
    staleSince: since(upTo, "stale", "fresh"),
  };
}

/**
 * The silences and acknowledgements that were in force in the last decision as of a day, and those that were asked for after it on the
 * same day and stood at its end. A decision as of a day in the past is made on a later one: then that one counts.
 */
function askedOn(
  day: Day,
  decidedAt: string,
  { history, ledger }: { history: readonly HistoryRecord[]; ledger: Ledger },
): Pick<PastLedger, "silences" | "acknowledgements"> {
  const upTo = history.filter(({ asOf }) => asOf <= day);
  const lastDay = later(day, dayOf(new Date(decidedAt))) ?? day;
  const untilEnd = upTo.filter(({ asOf, at }) => asOf < day || dayOf(new Date(at)) <= lastDay);
  const decidedWith = upTo.filter(({ asOf, at }) => asOf < day || Date.parse(at) <= Date.parse(decidedAt));
  const all = [
    unrecorded(day, history, ledger),
    ...[decidedWith, untilEnd].map((lines) => askedAfter(lines, ledger)),
  ];
  const silences = new Map(all.flatMap((one) => one.silences.map((silence) => [silence.id, silence])));
  // Of one alert, the acknowledgement that was asked for last counts.
  const acknowledgements = new Map(
    all.flatMap((one) => one.acknowledgements.map((known) => [alertKey(known), known])),
  );
  return {
    silences: silencesInForce([...silences.values()], day),
    acknowledgements: [...acknowledgements.values()].filter(({ until }) => until === null || day < until),
  };
}

/** Those that still stand, were asked for up to a day, and whose lines are not stored any more. */
function unrecorded(
  day: Day,
  history: readonly HistoryRecord[],
  { silences, acknowledgements }: Ledger,
): Asked {
  const recorded = new Set(
    history.flatMap(({ event, silence, acknowledgement }) =>
      isAsked(event) ? (acknowledgement ?? silence ?? []) : [],
    ),
  );
  const isMeant = ({ id, since }: { id: string; since: string }) =>
    !recorded.has(id) && dayOf(new Date(since)) <= day;
  return { silences: silences.filter(isMeant), acknowledgements: acknowledgements.filter(isMeant) };
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
