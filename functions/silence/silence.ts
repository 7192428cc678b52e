import type { HistoryRecord } from "../../shared/alerts/history.ts";
import { type Silence, silencesInForce } from "../../shared/alerts/silence.ts";
import type { Lift, NewSilence, SilencePayload } from "../../shared/contract/payloads.ts";
import { dayReached } from "../../shared/recompute/decide-assessed.ts";
import { type Ledger, withEntry } from "../../shared/recompute/ledger.ts";
import { dayOf, daysBetween } from "../../shared/values/day.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { quoted } from "../../shared/values/parse.ts";
import type { AssessmentStore, SilenceStore } from "../ports/decisions.ts";
import { during } from "../runtime/during.ts";
import { PayloadError } from "../runtime/payload.ts";

/** What a silence or its lifting answers. */
export interface SilenceResult {
  sector: string;
  /** The silence that was written. */
  silenced?: Silence;
  /** The silence that was lifted. */
  lifted?: Silence;
  /** Every silence of the sector that goes on, the new one included. */
  silences: Silence[];
  /** What whoever asked for it may not have meant. */
  notes?: string[];
}

/** What a silence needs of the world. Without assessments, no group can be told from one that does not exist. */
export interface SilencePorts {
  ledgers: SilenceStore;
  assessments?: Pick<AssessmentStore, "recent">;
  now: () => Date;
}

// Every write that is lost means that another got ahead.
const MOST_WRITES = 10;
// A rule may have thousands of groups, and a sentence is to be read.
const MOST_GROUPS = 10;

/**
 * Writes a silence into the ledger of its sector, or lifts one. The line about it waits in the ledger's outbox for the
 * next run or look, which writes it into the history.
 * @throws PayloadError when it would hide nothing, or the silence to lift is not there.
 */
export async function changeSilences(payload: SilencePayload, ports: SilencePorts): Promise<SilenceResult> {
  for (let write = 0; write < MOST_WRITES; write += 1) {
    const ledger = await during("reading its ledger", () => ports.ledgers.load(payload.sector));
    const now = ports.now();
    const change =
      "lift" in payload
        ? lift(ledger, payload)
        : add(ledger, payload, { now, groups: await groupsOf(ledger, payload, ports) });
    const next = withEntry(
      { ...ledger, silences: change.silences },
      {
        bulletin: null,
        records: [recordOf(change, ledger, now)],
        decidedAt: now,
        // Nobody is at it: whoever comes next hands it out.
        claimedUntil: now,
      },
    );
    const saved = await during("writing its silences", () =>
      ports.ledgers.saveSilences(next, ledger.version),
    );
    if (saved === "conflict") continue;
    const { event, silence, silences, notes } = change;
    const noted = notes.length === 0 ? {} : { notes };
    return { sector: payload.sector, [event]: silence, silences, ...noted };
  }
  throw new Error(
    `the ledger of ${payload.sector} changed under each of ${MOST_WRITES} attempts to write it`,
  );
}

interface Change {
  event: "silenced" | "lifted";
  silence: Silence;
  silences: Silence[];
  notes: string[];
}

/** The groups that a rule is known to have: in the last assessment, or as alerts in the ledger. */
async function groupsOf(
  { sector, alerts, lastAssessment }: Ledger,
  { rule, group }: NewSilence,
  { assessments }: SilencePorts,
): Promise<Set<string>> {
  if (group === undefined) return new Set();
  const last =
    lastAssessment === null || assessments === undefined
      ? []
      : (await assessments.recent(sector, lastAssessment.asOf, 1)).rows;
  const all = [...alerts, ...last.flatMap(({ rules }) => rules)];
  return new Set(all.flatMap((one) => (one.rule === rule && one.group !== null ? one.group : [])));
}

function add(
  ledger: Ledger,
  { until, by, reason, rule, group }: NewSilence,
  { now, groups }: { now: Date; groups: Set<string> },
): Change {
  const decidedUpTo = dayDecidedUpTo(ledger, now);
  const today = dayOf(now);
  for (const day of runsAsOfToday(ledger, now) ? [decidedUpTo, today] : [decidedUpTo]) {
    if (until <= day) throw hidesNothing(day);
  }
  if (group !== undefined && groups.size > 0 && !groups.has(group)) {
    const known = [...groups].sort().slice(0, MOST_GROUPS).map(oneLine).join(", ");
    const more = groups.size - MOST_GROUPS;
    const others = more > 0 ? ` and ${more} more` : "";
    const message = `${quoted(group)} is not a group of ${rule}; its groups are ${known}${others}`;
    throw new PayloadError({ path: ["group"], message });
  }
  const notes = [
    ...(until <= today ? [`${until} is not after today: only runs as of days before it are silent`] : []),
    ...(group !== undefined && groups.size === 0
      ? [`no group of ${rule} is known yet, so ${quoted(group)} may be misspelt`]
      : []),
  ];
  // The version is the ledger's own: no two silences of a sector are written with the same.
  const id = `s${ledger.version + 1}`;
  const about = { rule: rule ?? null, group: group ?? null };
  const silence = { id, ...about, until, by, reason, since: now.toISOString() };
  return {
    event: "silenced",
    notes,
    silence,
    silences: [...silencesInForce(ledger.silences, decidedUpTo), silence],
  };
}

function hidesNothing(day: string): PayloadError {
  return new PayloadError({ path: ["until"], message: `must be after ${day}, or it hides nothing` });
}

function lift(ledger: Ledger, { lift: id, sector }: Lift): Change {
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

/** The day that the next decision follows on: silences are held against the days that runs are as of. */
function dayDecidedUpTo(ledger: Ledger, now: Date): string {
  const today = dayOf(now);
  return dayReached(ledger, today) ?? today;
}

// Few schedules are slower than a week; where one is, a note says what this would have refused.
const LONGEST_RHYTHM = 7;

/** Whether the sector is recomputed as of today, as a schedule does, and not by hand as of days long past. */
function runsAsOfToday({ lastAssessment }: Ledger, now: Date): boolean {
  return lastAssessment !== null && daysBetween(lastAssessment.asOf, dayOf(now)) <= LONGEST_RHYTHM;
}

function recordOf({ event, silence }: Change, ledger: Ledger, now: Date): HistoryRecord {
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
  };
}
