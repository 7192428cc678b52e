import type { HistoryRecord } from "../../shared/alerts/history.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import { withEntry } from "../../shared/recompute/outbox.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { SilenceStore } from "../ports/decisions.ts";
import { during } from "../runtime/during.ts";

/** A change of what people ask for, and its lines for the history. */
export interface AskedChange {
  changed: Partial<Pick<Ledger, "silences" | "acknowledgements">>;
  records: HistoryRecord[];
}

interface ChangePorts {
  ledgers: SilenceStore;
  now: () => Date;
}

// A write fails when another one was first.
const MOST_WRITES = 10;

/**
 * Writes a change into the ledger of a sector, decided anew for each version of it. Its lines wait in the outbox of the
 * ledger. The next run, or the watchdog, writes them into the history.
 */
export async function writeChange<Change extends AskedChange>(
  sector: SectorId,
  { ledgers, now }: ChangePorts,
  decide: (ledger: Ledger, now: Date) => Change | Promise<Change>,
): Promise<Change> {
  for (let write = 0; write < MOST_WRITES; write += 1) {
    const ledger = await during("reading its ledger", () => ledgers.load(sector));
    const at = now();
    const change = await decide(ledger, at);
    // No claim: the next run hands it out.
    const entry = {
      ...{ bulletin: null, events: [], records: change.records },
      ...{ decidedAt: at, claimedUntil: at },
    };
    const next = withEntry({ ...ledger, ...change.changed }, entry);
    const saved = await during("writing its silences", () => ledgers.saveSilences(next, ledger.version));
    if (saved !== "conflict") return change;
  }
  throw new Error(`the ledger of ${sector} changed under each of ${MOST_WRITES} attempts to write it`);
}
