import type { Silence } from "../../shared/alerts/silence.ts";
import type { NewSilence, SilencePayload } from "../../shared/contract/silence-payload.ts";
import type { Titles } from "../../shared/policy/named-group.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { AssessmentStore, SilenceStore } from "../ports/decisions.ts";
import { silenceRecord, withoutSilence, withSilence } from "./silence-change.ts";
import { writeChange } from "./write-change.ts";

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

/**
 * Writes a silence into the ledger of its sector, or lifts one. `titles` are those of the items that its rule may have alerts for.
 * @throws PayloadError when the silence would hide nothing, or the silence to lift does not exist.
 */
export async function changeSilences(
  payload: SilencePayload,
  ports: SilencePorts,
  titles: Titles = new Map(),
): Promise<SilenceResult> {
  const { sector } = payload;
  const { event, silence, silences, notes } = await writeChange(sector, ports, async (ledger, now) => {
    const change =
      "lift" in payload
        ? withoutSilence(ledger, payload)
        : withSilence(ledger, payload, { now, titles, groups: await knownGroups(ledger, payload, ports) });
    const { silences } = change;
    return { ...change, changed: { silences }, records: [silenceRecord(change, ledger, now)] };
  });
  return { sector, [event]: silence, silences, ...(notes.length === 0 ? {} : { notes }) };
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
