import type { SectorEvent } from "../alerts/alert.ts";
import { type DecisionLine, decisionLines, type HistoryRecord } from "../alerts/history.ts";
import { silenceOver } from "../alerts/silence.ts";
import type { RuleFinding } from "../assessment/rule-finding.ts";
import type { AssessmentSummary } from "../assessment/summary.ts";
import { type Level, levelOf, rank } from "../policy/level.ts";
import { type Day, later } from "../values/day.ts";
import type { Bounds } from "../values/interval.ts";
import {
  type AlertStatus,
  byLevel,
  openStatuses,
  type SectorHappened,
  sectorStatuses,
} from "./alert-status.ts";
import type { Ledger } from "./ledger.ts";
import { ledgerOn } from "./past-ledger.ts";

// Before any instant.
const NEVER = new Date(0).toISOString();

/** What is stored of the decisions of a sector. */
export interface DecidedPast {
  /** The lines of its history, oldest first. */
  history: readonly HistoryRecord[];
  /** The ledger as it is now. */
  ledger: Ledger;
  /** The last assessment up to the day that was decided on; `null` when none is stored. */
  summary: AssessmentSummary | null;
}

/** The last day up to `asOf` as of which something was decided; `null` when no such decision is stored. */
export function lastDecidedDay(asOf: Day, { history, summary }: DecidedPast): Day | null {
  const days = decisionLines(history).map((line) => line.asOf);
  return days.filter((day) => day <= asOf).reduce<Day | null>(later, summary?.asOf ?? null);
}

/**
 * The statuses after all decisions as of a day, each with what happened on that day: first those of the sector, then alerts that
 * were open or had changed, worst first.
 */
export function statusesOn(day: Day, { history, ledger, summary }: DecidedPast): AlertStatus[] {
  const lines = decisionLines(history).filter(({ asOf }) => asOf === day);
  const of = summary?.asOf === day ? summary : null;
  const then = ledgerOn(
    day,
    lastInstant([...lines.map(({ at }) => at), ...(of === null ? [] : [of.assessedAt])]),
    {
      history,
      ledger,
    },
  );
  // The last line of a run has what readers were told.
  const ofAlerts = new Map(lines.filter(({ rule }) => rule !== null).map((line) => [keyOf(line), line]));
  const open = openStatuses(then).map((status) => {
    return withLine(seenOn(of, status), status, ofAlerts.get(keyOf(status)));
  });
  const isOpen = new Set(open.map(keyOf));
  const ended = [...ofAlerts.values()].filter((line) => !isOpen.has(keyOf(line)));
  return [
    ...sectorStatuses({ ...then, ...eventsOfSector(lines) }, then.silences),
    ...byLevel([...open, ...ended.map((line) => endedStatus(line, history, then))]),
  ];
}

/** The last of some instants. */
function lastInstant(instants: readonly string[]): string {
  return instants.reduce((last, at) => (Date.parse(at) > Date.parse(last) ? at : last), NEVER);
}

/** A status with what the assessment of the day observed. What was known before a withheld value is not stored. */
function seenOn(of: AssessmentSummary | null, status: AlertStatus): AlertStatus {
  const found = of?.rules.find((one) => keyOf(one) === keyOf(status));
  if (of === null || found === undefined || found.observed === null) return status;
  const isWithheld = of.incomplete && rank(levelThen(found, found.observed)) < rank(status.level);
  return { ...status, observed: found.observed, observedAsOf: of.asOf, isWithheld };
}

/** The level of a value by the limits of its day. */
function levelThen(
  { rule, measure, side, limits }: Pick<RuleFinding, "rule" | "measure" | "side" | "limits">,
  { lower, upper }: Bounds,
): Level {
  return levelOf({ id: rule, measure, [side]: limits }, { lower, upper: upper ?? Number.POSITIVE_INFINITY });
}

function keyOf({ rule, group }: Pick<AlertStatus, "rule" | "group">): string {
  return JSON.stringify([rule, group]);
}

/** A status with what happened on the day. A line without a value was told with what was last known. */
function withLine(seen: AlertStatus, known: AlertStatus, line: DecisionLine | undefined): AlertStatus {
  if (line === undefined) return seen;
  const { event, reason } = line;
  return { ...(line.observed === null ? known : seen), event, reason };
}

/** The status of an alert that ended on the day. */
function endedStatus(
  line: DecisionLine,
  history: readonly HistoryRecord[],
  { silences }: Pick<Ledger, "silences">,
): AlertStatus {
  const { rule, group, level, observed, asOf, limit, event, reason } = line;
  const earlier = history.slice(0, history.indexOf(line)).filter((one) => keyOf(one) === keyOf(line));
  const alert = earlier.findLast(({ decided }) => decided?.alert != null)?.decided?.alert;
  return {
    ...{ rule, group, level, event, observed, observedAsOf: observed && asOf, limit, reason },
    ...{ since: alert?.since ?? null, isFirstLook: alert?.atFirstLook ?? false },
    silencedUntil:
      line.rule === null ? null : (silenceOver(silences, { rule: line.rule, group })?.until ?? null),
    ...{ acknowledged: null, isWithheld: false, lastKnown: null },
  };
}

/** What happened to the sector itself on the day. */
function eventsOfSector(lines: readonly DecisionLine[]): Pick<SectorHappened, "sectorEvent" | "staleEvent"> {
  const last = <Event extends SectorEvent>(...events: Event[]) =>
    lines.map(({ event }) => events.find((one) => one === event)).findLast((one) => one !== undefined) ??
    null;
  return { sectorEvent: last("no-data", "data-back"), staleEvent: last("stale", "fresh") };
}
