import type { HistoryRecord } from "../../shared/alert-history.ts";
import { dayOf } from "../../shared/calendar.ts";
import { type Ledger, withEntry } from "../../shared/ledger.ts";
import type { Lift, NewSilence, SilencePayload } from "../../shared/payloads.ts";
import { quoted } from "../../shared/problem.ts";
import { type Silence, silencesInForce } from "../../shared/silence.ts";
import { PayloadError } from "../payload.ts";
import { claimEnd } from "../recompute/claim.ts";
import { deliverRecords, type LedgerPorts, loadLedger, saveLedger } from "../recompute/delivery.ts";

/** What a silence or its lifting answers. */
export interface SilenceResult {
  sector: string;
  /** The silence that was written. */
  silenced?: Silence;
  /** The silence that was lifted. */
  lifted?: Silence;
  /** Every silence of the sector that goes on, the new one included. */
  silences: Silence[];
}

// Every write that is lost means that another got ahead.
const MOST_WRITES = 10;

/**
 * Writes a silence into the ledger of its sector, or lifts one, and a line about it into the history.
 * @throws PayloadError when it would hide nothing, or the silence to lift is not there.
 */
export async function changeSilences(payload: SilencePayload, ports: LedgerPorts): Promise<SilenceResult> {
  for (let write = 0; write < MOST_WRITES; write += 1) {
    const ledger = await loadLedger(payload.sector, ports);
    const now = ports.now();
    const change = "lift" in payload ? lift(ledger, payload) : add(ledger, payload, now);
    const next = withEntry(
      { ...ledger, silences: change.silences },
      {
        bulletin: null,
        records: [recordOf(change, ledger, now)],
        decidedAt: now,
        claimedUntil: claimEnd(now),
      },
    );
    const saved = await saveLedger(next, ledger.version, ports);
    if (saved === "conflict") continue;
    await deliverRecords(saved, saved.version, ports);
    const { event, silence, silences } = change;
    return { sector: payload.sector, [event]: silence, silences };
  }
  throw new Error(
    `the ledger of ${payload.sector} changed under each of ${MOST_WRITES} attempts to write it`,
  );
}

interface Change {
  event: "silenced" | "lifted";
  silence: Silence;
  silences: Silence[];
}

function add(ledger: Ledger, { until, by, reason, rule, group }: NewSilence, now: Date): Change {
  const decidedUpTo = dayReached(ledger, now);
  if (until <= decidedUpTo) {
    throw new PayloadError(`field "until": must be after ${decidedUpTo}, or it hides nothing`);
  }
  // The version is the ledger's own: no two silences of a sector are written with the same.
  const id = `s${ledger.version + 1}`;
  const about = { rule: rule ?? null, group: group ?? null };
  const silence = { id, ...about, until, by, reason, since: now.toISOString() };
  return {
    event: "silenced",
    silence,
    silences: [...silencesInForce(ledger.silences, decidedUpTo), silence],
  };
}

function lift(ledger: Ledger, { lift: id, sector }: Lift): Change {
  const silence = ledger.silences.find((one) => one.id === id);
  if (silence === undefined) {
    const ids = ledger.silences.map((one) => one.id).join(", ");
    const known = ids === "" ? "it has none" : `its silences are ${ids}`;
    throw new PayloadError(`field "lift": ${quoted(id)} is not a silence of ${sector}; ${known}`);
  }
  return { event: "lifted", silence, silences: ledger.silences.filter((one) => one !== silence) };
}

/** The day that the next decision follows on: silences are held against the days that runs are as of. */
function dayReached({ lastAssessment }: Ledger, now: Date): string {
  const today = dayOf(now);
  // An assessment of a day still to come holds nothing back.
  return lastAssessment === null || lastAssessment.asOf > today ? today : lastAssessment.asOf;
}

function recordOf({ event, silence }: Change, ledger: Ledger, now: Date): HistoryRecord {
  const { rule, group, by, reason, until, id } = silence;
  return {
    asOf: dayReached(ledger, now),
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
