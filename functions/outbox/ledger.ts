import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { LedgerStore } from "../ports/decisions.ts";
import { during } from "../runtime/during.ts";

interface Ledgers {
  ledgers: LedgerStore;
}

/** The ledger as it is stored. */
export function loadLedger(sector: SectorId, { ledgers }: Ledgers): Promise<Ledger> {
  return during("reading its ledger", () => ledgers.load(sector));
}

/** Saves the ledger on top of a version. */
export function saveLedger(
  ledger: Ledger,
  expectedVersion: number,
  { ledgers }: Ledgers,
): Promise<Ledger | "conflict"> {
  return during("writing its ledger", () => ledgers.save(ledger, expectedVersion));
}
