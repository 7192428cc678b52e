import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { Outcome } from "../../shared/recompute/outcome.ts";
import { loadLedger, saveLedger } from "../outbox/ledger.ts";
import type { RecomputePorts } from "./ports.ts";

/** What became of an outcome. `standing` is the ledger that another run has written meanwhile. */
export type Written =
  | { end: "saved"; outcome: Outcome; saved: Ledger }
  | { end: "unchanged"; outcome: Outcome }
  | { end: "overtaken"; outcome: Outcome; standing: Ledger };

// A write fails when another run was first. So many failures in a row mean that something is wrong.
const MOST_WRITES = 10;

/**
 * Writes the outcome into the ledger with one conditional put. When only the outbox has changed meanwhile, it decides again
 * from the new ledger. When another run has decided, this run is overtaken: the other one may have read older or newer
 * data. With `mustWrite`, it writes the ledger even if nothing changes: then no run that read before the last import can
 * decide after this one.
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
