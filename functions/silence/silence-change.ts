import type { HistoryRecord } from "../../shared/alerts/history.ts";
import type { Silence } from "../../shared/alerts/silence.ts";
import type { Lift, NewSilence } from "../../shared/contract/silence-payload.ts";
import { groupHint, groupsNamed, severalNamed, type Titles } from "../../shared/policy/named-group.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import { type Day, dayOf } from "../../shared/values/day.ts";
import { quoted } from "../../shared/values/parse.ts";
import { PayloadError } from "../runtime/payload.ts";
import { dayDecidedUpTo, dayTooLateFor } from "./decided-days.ts";

/** A change of a sector's silences. */
export interface SilenceChange {
  event: "silenced" | "lifted";
  silence: Silence;
  /** Every silence that goes on. */
  silences: Silence[];
  /** What may be a mistake of the user. */
  notes: string[];
}

/** What a silence is about. */
interface About {
  now: Date;
  /** Those that its rule is known to have. */
  groups: Set<string>;
  /** What items among them are called. */
  titles: Titles;
}

/** The silences with one more. @throws PayloadError when it would hide nothing. */
export function withSilence(ledger: Ledger, written: NewSilence, about: About): SilenceChange {
  const { now, groups } = about;
  const asked = withCode(written, about);
  refuseToHideNothing(ledger, asked, about);
  const { until, by, reason, rule, group } = asked;
  // Every write has its own version of the ledger, so the id is unique in the sector.
  const id = `s${ledger.version + 1}`;
  const of = { rule: rule ?? null, group: group ?? null };
  const silence = { id, ...of, until, by, reason, since: now.toISOString() };
  // One that is over stays until a run ends it, and records that.
  const silences = [...ledger.silences, silence];
  return { event: "silenced", notes: notesOn(asked, now, groups), silence, silences };
}

/** What was asked, with the code of the item whose title was written. @throws PayloadError when several have that name. */
function withCode(asked: NewSilence, { groups, titles }: About): NewSilence {
  if (asked.group === undefined) return asked;
  const known = groups.size > 0 ? groups : titles.keys();
  const [group, ...others] = groupsNamed(asked.group, known, titles);
  if (others.length > 0 && group !== undefined)
    throw new PayloadError({ path: ["group"], message: severalNamed(asked.group, [group, ...others]) });
  return group === undefined ? asked : { ...asked, group };
}

function refuseToHideNothing(
  ledger: Ledger,
  { until, rule, group }: NewSilence,
  { now, groups, titles }: About,
): void {
  const tooLate = dayTooLateFor(until, ledger, now);
  if (tooLate !== null) throw hidesNothing(tooLate);
  if (group === undefined || groups.size === 0 || groups.has(group)) return;
  const hint = groupHint(group, [...groups].sort(), titles, "its groups are");
  const message = `${quoted(group)} is not a group of ${rule}; ${hint}`;
  throw new PayloadError({ path: ["group"], message });
}

function notesOn({ until, rule, group }: NewSilence, now: Date, groups: Set<string>): string[] {
  return [
    ...(until <= dayOf(now)
      ? [`${until} is not after today: only runs as of days before it are silent`]
      : []),
    ...(group !== undefined && groups.size === 0
      ? [`no group of ${rule} is known yet, so ${quoted(group)} may be misspelt`]
      : []),
  ];
}

function hidesNothing(day: Day): PayloadError {
  return new PayloadError({ path: ["until"], message: `must be after ${day}, or it hides nothing` });
}

/** The silences without the one that is lifted. @throws PayloadError when it does not exist. */
export function withoutSilence(ledger: Ledger, { lift: id, sector }: Lift): SilenceChange {
  const silence = ledger.silences.find((one) => one.id === id);
  if (silence === undefined) {
    const ids = ledger.silences.map((one) => one.id).join(", ");
    const known = ids === "" ? "it has none" : `its silences are ${ids}`;
    throw new PayloadError({
      path: ["lift"],
      message: `${quoted(id)} is not a silence of ${sector}; ${known}`,
    });
  }
  return { event: "lifted", notes: [], silence, silences: ledger.silences.filter((one) => one !== silence) };
}

/** The line of the history about a change. */
export function silenceRecord({ event, silence }: SilenceChange, ledger: Ledger, now: Date): HistoryRecord {
  const { rule, group, by, reason, until, id } = silence;
  return {
    asOf: dayDecidedUpTo(ledger, now),
    at: now.toISOString(),
    rule,
    group,
    event,
    level: "none",
    observed: null,
    limit: null,
    reason: event === "silenced" ? `until ${until}: ${reason}` : `was until ${until}: ${reason}`,
    published: false,
    silence: id,
    by,
    until,
    why: reason,
  };
}
