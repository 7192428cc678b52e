import type { Silence } from "../../shared/alerts/silence.ts";
import type { NewSilence, SilencePayload } from "../../shared/contract/payloads.ts";
import { type Ledger, withEntry } from "../../shared/recompute/ledger.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { AssessmentStore, SilenceStore } from "../ports/decisions.ts";
import { during } from "../runtime/during.ts";
import { silenceRecord, withoutSilence, withSilence } from "./silence-change.ts";

/** What a silence or its lifting answers. */
export interface SilenceResult {
  sector: SectorId;
  /** The silence that was written. */
  silenced?: Silence;
  /** The silence that was lifted. */
  lifted?: Silence;
  /** Every silence of the sector that is in force, with the new one. */
  silences: Silence[];
  /** What may be a mistake of the user. */
  notes?: string[];
}

/** What a silence needs from the world. Without `assessments`, it cannot check whether a group exists. */
export interface SilencePorts {
  ledgers: SilenceStore;
  assessments?: Pick<AssessmentStore, "recent">;
  now: () => Date;
}

// A write fails when another one was first.
const MOST_SILENCE_WRITES = 10;

/**
 * Writes a silence into the ledger of its sector, or lifts one. Its line waits in the outbox of the ledger. The next run, or
 * the watchdog, writes it into the history.
 * @throws PayloadError when the silence would hide nothing, or the silence to lift does not exist.
 */
export async function changeSilences(payload: SilencePayload, ports: SilencePorts): Promise<SilenceResult> {
  for (let write = 0; write < MOST_SILENCE_WRITES; write += 1) {
    const ledger = await during("reading its ledger", () => ports.ledgers.load(payload.sector));
    const now = ports.now();
    const change =
      "lift" in payload
        ? withoutSilence(ledger, payload)
        : withSilence(ledger, payload, { now, groups: await knownGroups(ledger, payload, ports) });
    const next = withEntry(
      { ...ledger, silences: change.silences },
      {
        bulletin: null,
        records: [silenceRecord(change, ledger, now)],
        decidedAt: now,
        // No claim: the next run hands it out.
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
    `the ledger of ${payload.sector} changed under each of ${MOST_SILENCE_WRITES} attempts to write it`,
  );
}

/** The known groups of a rule: those in the last assessment, and those of alerts in the ledger. */
async function knownGroups(
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
