import type { Ledger } from "../../shared/recompute/ledger.ts";
import { abandoned, claimAbandoned, type Done, outboxEntry, strike } from "../../shared/recompute/outbox.ts";
import { claimEnd } from "../../shared/values/claim.ts";
import type { LedgerStore } from "../ports/decisions.ts";
import { type Channels, handOutEntry } from "./hand-out-entry.ts";
import { loadLedger, saveLedger } from "./ledger.ts";
import { throwTogether } from "./undelivered.ts";

interface LedgerPorts {
  ledgers: LedgerStore;
}

/** What handing out a ledger's outbox needs from the world. */
export interface DeliveryPorts extends LedgerPorts, Channels {
  now: () => Date;
}

// A strike fails only when another run writes first, and each of those runs ends.
const MOST_STRIKES = 20;

/**
 * Hands out one entry of the outbox on every channel, and strikes from the ledger what is done. After a crash before the strike,
 * the next run does it again, under the same ids.
 * @throws Undelivered for a channel that failed, or AggregateError for several. What failed stays in the ledger.
 */
export async function deliver(ledger: Ledger, version: number, ports: DeliveryPorts): Promise<Ledger> {
  const entry = outboxEntry(ledger, version);
  if (entry === undefined) return ledger;
  const handedOut = await handOutEntry(ledger.sector, entry, false, ports);
  const struck = await strikeDone(ledger, version, handedOut, ports);
  if (handedOut.failures.length > 0) throwTogether(handedOut.failures);
  return struck;
}

/** The ledger without what is done; the same when nothing is. */
async function strikeDone(ledger: Ledger, version: number, done: Done, ports: LedgerPorts): Promise<Ledger> {
  const { published, onBus, recorded } = done;
  return published || onBus.size > 0 || recorded
    ? await strikeFromLedger(ledger, version, done, ports)
    : ledger;
}

export interface Recovery {
  ledger: Ledger;
  /** Ids of the bulletins that were published. */
  delivered: string[];
  /** What could not be handed out, by entry and channel. It stays in the ledger and blocks nothing else. */
  failures: Error[];
}

/** Hands out what earlier runs left in the outbox, but not what a running one has claimed. */
export async function deliverAbandoned(found: Ledger, ports: DeliveryPorts): Promise<Recovery> {
  const now = ports.now();
  const waiting = abandoned(found, now);
  if (waiting.length === 0) return { ledger: found, delivered: [], failures: [] };
  const claim = claimAbandoned(found, now, claimEnd(now, waiting.length));
  const claimed = await saveLedger(claim, found.version, ports);
  if (claimed === "conflict") {
    return { ledger: await loadLedger(found.sector, ports), delivered: [], failures: [] };
  }
  const recovery: Recovery = { ledger: claimed, delivered: [], failures: [] };
  for (const { version } of waiting) {
    const entry = outboxEntry(recovery.ledger, version);
    if (entry === undefined) continue;
    const handedOut = await handOutEntry(found.sector, entry, true, ports);
    if (entry.bulletin !== null && handedOut.published) recovery.delivered.push(entry.bulletin.id);
    recovery.failures.push(...handedOut.failures);
    try {
      recovery.ledger = await strikeDone(recovery.ledger, version, handedOut, ports);
    } catch (error) {
      recovery.failures.push(error as Error);
    }
  }
  return recovery;
}

async function strikeFromLedger(
  handedOut: Ledger,
  version: number,
  done: Done,
  ports: LedgerPorts,
): Promise<Ledger> {
  let ledger = handedOut;
  for (let attempt = 0; attempt < MOST_STRIKES; attempt += 1) {
    if (outboxEntry(ledger, version) === undefined) return ledger;
    const saved = await saveLedger(strike(ledger, version, done), ledger.version, ports);
    if (saved !== "conflict") return saved;
    ledger = await loadLedger(ledger.sector, ports);
  }
  const attempts = `the ledger changed under each of ${MOST_STRIKES} attempts to strike version ${version} from it`;
  throw new Error(`${attempts}: what is handed out already is handed out again, under the same id`);
}
