import type { AcknowledgementEnd, EndedAcknowledgement } from "../alerts/acknowledgement.ts";
import type { Alert } from "../alerts/alert.ts";
import { type AlertChange, ruleChange, sectorChanges } from "../alerts/alert-change.ts";
import { openAlerts, rememberedAlerts, type SectorDecision } from "../alerts/decide-sector.ts";
import type { HistoryRecord } from "../alerts/history.ts";
import type { Silence } from "../alerts/silence.ts";
import { alertKey, type Level } from "../policy/level.ts";
import { reasonText } from "../text/reasons.ts";
import type { Day } from "../values/day.ts";

/** What the lines of a run have in common. */
interface Run {
  asOf: Day;
  now: Date;
  /** The id of its assessment. */
  assessment: string;
  /** The id of its bulletin; `null` when there is no news. */
  bulletin: string | null;
}

/** Everything that one run decided, as lines of the history; no line for what stayed the same. */
export function recordsOf(decision: SectorDecision, run: Run): HistoryRecord[] {
  const { asOf } = run;
  const at = run.now.toISOString();
  // Of a rule that was changed there are two decisions, and one alert goes on.
  const remembered = new Map(rememberedAlerts(decision).map((alert) => [alertKey(alert), alert]));
  const ofRules = decision.decisions.flatMap((one) => {
    const change = ruleChange(one);
    const state = { before: one.previous?.level ?? "none", alert: remembered.get(alertKey(one)) ?? null };
    return change === null ? [] : recordsOfChange(change, state, run);
  });
  const ofSector = sectorChanges(decision, decision.silences).flatMap((change) =>
    recordsOfChange(change, { before: "none", alert: null }, run),
  );
  const levels = new Map(openAlerts(decision).map((alert) => [alertKey(alert), alert.level]));
  const ended = decision.endedAcknowledgements.map((one) => ({
    asOf,
    at,
    ...endedFields(one),
    level: levels.get(alertKey(one.acknowledgement)) ?? "none",
  }));
  // A silence ends before what it hid is told.
  const endedSilences = decision.endedSilences.map((silence) => ({ asOf, at, ...silenceFields(silence) }));
  return [...endedSilences, ...ofRules, ...ofSector, ...ended];
}

function recordsOfChange(
  change: AlertChange,
  state: { before: Level; alert: Alert | null },
  run: Run,
): HistoryRecord[] {
  return happened(change).map((what) => ({
    ...{ asOf: run.asOf, at: run.now.toISOString(), ...historyFields(change), ...what },
    decided: {
      assessment: run.assessment,
      bulletin: what.published ? run.bulletin : null,
      heldBack: what.published ? null : heldBackBy(change),
      ...state,
    },
  }));
}

function heldBackBy({ silence, reason }: AlertChange): "silence" | "quiet" | null {
  if (silence !== null) return "silence";
  return reason === "kept-quiet" ? "quiet" : null;
}

const endTexts: Record<AcknowledgementEnd, string> = {
  worsened: "the alert worsened",
  over: "the alert is over",
  "rule-changed": "its rule was changed in the policy",
  "day-reached": "its day has come",
};

/** The fields of a line about a silence that ended by its day. */
function silenceFields({ id, rule, group, by, reason, until }: Silence) {
  return {
    ...{ rule, group, event: "lifted" as const, level: "none" as const, observed: null, limit: null },
    ...{ reason: `its day, ${until}, has come; it was: ${reason}`, published: false, silence: id, by },
    ...{ until, why: reason },
  };
}

/** The fields of a line about an acknowledgement that ended by itself. */
function endedFields({ acknowledgement, end }: EndedAcknowledgement) {
  const { id, rule, group, by, reason, until } = acknowledgement;
  return {
    ...{ rule, group, event: "unacknowledged" as const, observed: null, limit: null, published: false },
    ...{ reason: `${endTexts[end]}; it was: ${reason}`, silence: null, acknowledgement: id, by },
    ...{ until, why: reason },
  };
}

function historyFields(change: AlertChange) {
  const { rule, group, level, observed, limit, silence } = change;
  // For the whole sector, `published` says that nobody was told.
  const hiddenBy = rule === null ? null : (silence?.id ?? null);
  return { rule, group, level, observed, limit, reason: reasonText(change), silence: hiddenBy, by: null };
}

/** What happened and what readers were told: the same, unless a silence is or was in force. */
function happened({ event, notification }: AlertChange): Pick<HistoryRecord, "event" | "published">[] {
  if (event === notification) return event === null ? [] : [{ event, published: true }];
  return [
    ...(event === null ? [] : [{ event, published: false }]),
    ...(notification === null ? [] : [{ event: notification, published: true }]),
  ];
}
