import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { Outcome } from "../../shared/recompute/outcome.ts";
import { loadLedger, saveLedger } from "../outbox/deliver.ts";
import type { RecomputePorts } from "./ports.ts";

/** What became of an outcome. `standing` is what another run has decided meanwhile. */
export type Written =
  | { end: "saved"; outcome: Outcome; saved: Ledger }
  | { end: "unchanged"; outcome: Outcome }
  | { end: "overtaken"; outcome: Outcome; standing: Ledger };

// Each lost write means that another run got ahead, so more than a few in a row means something is wrong.
const MOST_WRITES = 10;

/**
 * Writes the outcome on the ledger with one conditional put. When only the outbox changed meanwhile, decides again
 * from the ledger as it is now; when another run decided, this one is overtaken: that run may have read older data than
 * this one, or newer. With `mustWrite`, an outcome that changes nothing takes the ledger's next version all the same: so
 * that no run that has read before the last import decides after this one.
 */
export async function writeOutcome(
  found: Ledger,
  decideFrom: (state: Ledger) => Outcome,
  mustWrite: boolean,
  ports: Pick<RecomputePorts, "ledgers">,
): Promise<Written> {
  let ledger = found;
  for (let write = 0; write < MOST_WRITES; write += 1) {
    const outcome = decideFrom(ledger);
    const isUnchanged = outcome.next === ledger;
    const next = isUnchanged ? { ...ledger, decisions: ledger.decisions + 1 } : outcome.next;
    const saved = isUnchanged && !mustWrite ? null : await saveLedger(next, ledger.version, ports);
    if (saved !== null && saved !== "conflict") return { end: "saved", outcome, saved };
    const current = await loadLedger(ledger.sector, ports);
    if (current.decisions !== ledger.decisions) return { end: "overtaken", outcome, standing: current };
    if (isUnchanged) return { end: "unchanged", outcome };
    ledger = current;
  }
  throw new Error(`the ledger changed under each of ${MOST_WRITES} attempts to write it`);
}
