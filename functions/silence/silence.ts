import type { Silence } from "../../shared/alerts/silence.ts";
import type { NewSilence, SilencePayload } from "../../shared/contract/payloads.ts";
import { type Ledger, withEntry } from "../../shared/recompute/ledger.ts";
import type { AssessmentStore, SilenceStore } from "../ports/decisions.ts";
import { during } from "../runtime/during.ts";
import { recordOf, withoutSilence, withSilence } from "./silence-change.ts";

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
        ? withoutSilence(ledger, payload)
        : withSilence(ledger, payload, { now, groups: await groupsOf(ledger, payload, ports) });
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
