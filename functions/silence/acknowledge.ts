import type { Acknowledgement } from "../../shared/alerts/acknowledgement.ts";
import type { AcknowledgePayload } from "../../shared/contract/acknowledge-payload.ts";
import type { Titles } from "../../shared/policy/named-group.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { SilenceStore } from "../ports/decisions.ts";
import { withAcknowledgement, withoutAcknowledgement } from "./acknowledgement-change.ts";
import { writeChange } from "./write-change.ts";

/** What an acknowledgement or its withdrawal answers. */
export interface AcknowledgeResult {
  sector: SectorId;
  /** Those that were written, one for each open alert that was meant. */
  acknowledged?: Acknowledgement[];
  /** Those that were withdrawn. */
  withdrawn?: Acknowledgement[];
  /** Every acknowledgement of the sector, with the new ones. */
  acknowledgements: Acknowledgement[];
  /** What may be a mistake of the user. */
  notes?: string[];
}

/**
 * Acknowledges open alerts in the ledger of their sector, or withdraws that. `titles` are those of the items that the rule may
 * have alerts for.
 * @throws PayloadError when no such alert is open, or nothing has the id to withdraw.
 */
export async function changeAcknowledgements(
  payload: AcknowledgePayload,
  ports: { ledgers: SilenceStore; now: () => Date },
  titles: Titles = new Map(),
): Promise<AcknowledgeResult> {
  const { sector } = payload;
  const { about, changed, notes } = await writeChange(sector, ports, (ledger, now) =>
    "withdraw" in payload
      ? withoutAcknowledgement(ledger, payload, now)
      : withAcknowledgement(ledger, payload, { now, titles }),
  );
  const done = "withdraw" in payload ? { withdrawn: about } : { acknowledged: about };
  return { sector, ...done, ...changed, ...(notes.length === 0 ? {} : { notes }) };
}
