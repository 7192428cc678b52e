import type { Remembered } from "../alerts/remembered.ts";
import type { Ledger } from "./ledger.ts";
import { type HandOut, withEntry } from "./outbox.ts";

/** What a run adds to a ledger: what to remember, and what to send. */
export interface LedgerEntry extends HandOut {
  remembered: Remembered;
}

/** The ledger after a run decided; the same object when nothing has changed. */
export function recordDecision(ledger: Ledger, { remembered, ...handOut }: LedgerEntry): Ledger {
  const next = withEntry({ ...ledger, ...remembered }, handOut);
  if (JSON.stringify(next) === JSON.stringify(ledger)) return ledger;
  return { ...next, decisions: ledger.decisions + 1 };
}
