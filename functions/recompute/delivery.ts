import type { Bulletin } from "../../shared/bulletin.ts";
import { abandoned, claimAbandoned, type Ledger, strike } from "../../shared/ledger.ts";
import type { RecomputePorts } from "../ports.ts";
import { claimEnd } from "./claim.ts";

type DeliveryPorts = Pick<RecomputePorts, "ledgers" | "publisher" | "now">;

// Strikes lose only against runs that get ahead, and each of those ends.
const MOST_STRIKES = 20;

/**
 * Publishes a bulletin that stands in the saved ledger, then strikes it from there. A crash between the two makes
 * the next run publish it again, under the same id.
 */
export async function deliver(ledger: Ledger, bulletin: Bulletin, ports: DeliveryPorts): Promise<Ledger> {
  try {
    await ports.publisher.publish(bulletin);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`bulletin ${bulletin.id} is written but could not be published: ${reason}`, { cause });
  }
  return await strikeFromLedger(ledger, bulletin.id, ports);
}

export interface Recovery {
  ledger: Ledger;
  /** Ids of the bulletins that were published. */
  delivered: string[];
  /** One error for each that could not be: it stays in the ledger, and holds up nothing else. */
  failures: Error[];
}

/** Publishes what earlier runs left behind. Bulletins that a run still holds are left to it. */
export async function deliverAbandoned(found: Ledger, ports: DeliveryPorts): Promise<Recovery> {
  const now = ports.now();
  const waiting = abandoned(found, now);
  if (waiting.length === 0) return { ledger: found, delivered: [], failures: [] };
  const claim = claimAbandoned(found, now, claimEnd(now, waiting.length));
  const claimed = await ports.ledgers.save(claim, found.version);
  if (claimed === "conflict") {
    return { ledger: await ports.ledgers.load(found.sector), delivered: [], failures: [] };
  }
  const recovery: Recovery = { ledger: claimed, delivered: [], failures: [] };
  for (const { bulletin } of waiting) {
    try {
      recovery.ledger = await deliver(recovery.ledger, bulletin, ports);
      recovery.delivered.push(bulletin.id);
    } catch (error) {
      recovery.failures.push(error instanceof Error ? error : new Error(String(error)));
    }
  }
  return recovery;
}

async function strikeFromLedger(
  published: Ledger,
  bulletinId: string,
  ports: DeliveryPorts,
): Promise<Ledger> {
  let ledger = published;
  for (let attempt = 0; attempt < MOST_STRIKES; attempt += 1) {
    const struck = strike(ledger, bulletinId);
    if (struck.outbox.length === ledger.outbox.length) return ledger;
    const saved = await ports.ledgers.save(struck, ledger.version);
    if (saved !== "conflict") return saved;
    ledger = await ports.ledgers.load(ledger.sector);
  }
  throw new Error(`bulletin ${bulletinId} is published but could not be struck from the ledger`);
}
