import type { Acknowledgement } from "../../shared/alerts/acknowledgement.ts";
import { type Alert, isOpen } from "../../shared/alerts/alert.ts";
import type { HistoryRecord } from "../../shared/alerts/history.ts";
import type { NewAcknowledgement, Withdrawal } from "../../shared/contract/acknowledge-payload.ts";
import { alertKey, type Level } from "../../shared/policy/level.ts";
import { groupHint, groupsNamed, severalNamed, type Titles } from "../../shared/policy/named-group.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import { dayOf } from "../../shared/values/day.ts";
import { nearestHint } from "../../shared/values/nearest-hint.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { quoted } from "../../shared/values/parse.ts";
import { PayloadError } from "../runtime/payload.ts";
import { dayDecidedUpTo, dayTooLateFor } from "./decided-days.ts";
import type { AskedChange } from "./write-change.ts";

/** A change of a sector's acknowledgements. */
export interface AcknowledgementChange extends AskedChange {
  /** Those that were written or withdrawn: one for each alert. */
  about: Acknowledgement[];
  changed: { acknowledgements: Acknowledgement[] };
  /** What may be a mistake of the user. */
  notes: string[];
}

/**
 * The acknowledgements with those of every open alert that is meant. An earlier one of the same alert is replaced.
 * @throws PayloadError when no such alert is open, or its day is over.
 */
export function withAcknowledgement(
  ledger: Ledger,
  asked: NewAcknowledgement,
  { now, titles }: { now: Date; titles: Titles },
): AcknowledgementChange {
  const alerts = alertsMeant(ledger, asked, titles);
  const { until = null, by, reason } = asked;
  const tooLate = until === null ? null : dayTooLateFor(until, ledger, now);
  if (tooLate !== null) {
    const message = `must be after ${tooLate}, or it holds back nothing`;
    throw new PayloadError({ path: ["until"], message });
  }
  // Every write has its own version of the ledger, so the id is unique in the sector.
  const id = `a${ledger.version + 1}`;
  const about = alerts.map(({ rule, group, level }) => ({
    ...{ id, rule, group, level, until, by, reason, since: now.toISOString() },
  }));
  const replaced = sameAlerts(ledger.acknowledgements, about);
  const kept = ledger.acknowledgements.filter((one) => !replaced.includes(one));
  const why = until === null ? reason : `until ${until}: ${reason}`;
  return {
    about,
    changed: { acknowledgements: [...kept, ...about] },
    records: about.map((one) => recordOf("acknowledged", one, why, ledger, now)),
    notes: [
      ...replaced.map((one) => `it replaces ${oneLine(one.id)} by ${oneLine(one.by)}`),
      ...(until !== null && until <= dayOf(now)
        ? [`${until} is not after today: only runs as of days before it hold back reminders`]
        : []),
    ].filter((note, at, all) => all.indexOf(note) === at),
  };
}

type OpenAlert = Alert & { level: Exclude<Level, "none"> };

function alertsMeant(
  { sector, alerts }: Ledger,
  { ack: rule, group }: NewAcknowledgement,
  titles: Titles,
): OpenAlert[] {
  const open = alerts.filter((alert): alert is OpenAlert => isOpen(alert));
  const ofRule = open.filter((alert) => alert.rule === rule);
  if (ofRule.length === 0) {
    const rules = [...new Set(open.map((alert) => alert.rule))].sort().map(oneLine);
    const hint = rules.length === 0 ? `no alert of ${sector} is open` : nearestHint(rule, rules, "open are");
    throw new PayloadError({ path: ["ack"], message: `${quoted(rule)} has no open alert; ${hint}` });
  }
  if (group === undefined) return ofRule;
  const groups = ofRule.flatMap((alert) => alert.group ?? []).sort();
  const [code, ...others] = groupsNamed(group, groups, titles);
  if (code !== undefined && others.length > 0)
    throw new PayloadError({ path: ["group"], message: severalNamed(group, [code, ...others]) });
  if (code !== undefined) return ofRule.filter((alert) => alert.group === code);
  const hint =
    groups.length === 0
      ? "its open alert is for the whole sector"
      : groupHint(group, groups, titles, "open are");
  throw new PayloadError({
    path: ["group"],
    message: `${oneLine(rule)} has no open alert for ${quoted(group)}; ${hint}`,
  });
}

function sameAlerts(acknowledgements: Acknowledgement[], about: Acknowledgement[]): Acknowledgement[] {
  const keys = new Set(about.map(alertKey));
  return acknowledgements.filter((one) => keys.has(alertKey(one)));
}

/** The acknowledgements without those of one request. @throws PayloadError when none has its id. */
export function withoutAcknowledgement(
  ledger: Ledger,
  { withdraw: id, sector }: Withdrawal,
  now: Date,
): AcknowledgementChange {
  const about = ledger.acknowledgements.filter((one) => one.id === id);
  if (about.length === 0) {
    const ids = [...new Set(ledger.acknowledgements.map((one) => oneLine(one.id)))];
    const hint = ids.length === 0 ? "it has none" : nearestHint(id, ids, "its acknowledgements are");
    const message = `${quoted(id)} is not an acknowledgement of ${sector}; ${hint}`;
    throw new PayloadError({ path: ["withdraw"], message });
  }
  return {
    about,
    changed: { acknowledgements: ledger.acknowledgements.filter((one) => one.id !== id) },
    records: about.map((one) =>
      recordOf("unacknowledged", one, `withdrawn; it was: ${one.reason}`, ledger, now),
    ),
    notes: [],
  };
}

/** The line of the history about an acknowledgement that was written or withdrawn. */
function recordOf(
  event: "acknowledged" | "unacknowledged",
  acknowledgement: Acknowledgement,
  reason: string,
  ledger: Ledger,
  now: Date,
): HistoryRecord {
  const { rule, group, id, by, until, reason: why } = acknowledgement;
  const alert = ledger.alerts.find((one) => alertKey(one) === alertKey(acknowledgement));
  return {
    ...{ asOf: dayDecidedUpTo(ledger, now), at: now.toISOString(), rule, group, event },
    level: alert?.level ?? "none",
    ...{ observed: null, limit: null, reason, published: false, silence: null, acknowledgement: id, by },
    ...{ until, why },
  };
}
