import { messageOf } from "../../shared/bulletin/message.ts";
import { publishable } from "../../shared/bulletin/publishable.ts";
import {
  abandoned,
  claimAbandoned,
  type Done,
  type Ledger,
  type OutboxEntry,
  outboxEntry,
  strike,
} from "../../shared/recompute/ledger.ts";
import { claimEnd } from "../../shared/values/claim.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { HistoryLog, LedgerStore } from "../ports/decisions.ts";
import type { Publisher } from "../ports/topics.ts";
import { during, reasonOf } from "../runtime/during.ts";
import { loadLedger, saveLedger } from "./ledger.ts";

/** What writing into a ledger and its history needs from the world. */
interface LedgerPorts {
  ledgers: LedgerStore;
  history: HistoryLog;
  now: () => Date;
}

/** What handing out a ledger's outbox needs from the world. */
export interface DeliveryPorts extends LedgerPorts {
  publisher: Publisher;
}

// A strike fails only when another run writes first, and each of those runs ends.
const MOST_STRIKES = 20;

/**
 * Hands out one entry of the outbox: publishes its bulletin, writes its lines into the history, and strikes from the
 * ledger what is done. After a crash before the strike, the next run does it again, under the same id. When one of the
 * two fails, the other is still done.
 * @throws Error when one of them failed. What failed stays in the ledger.
 */
export async function deliver(
  ledger: Ledger,
  version: number,
  ports: DeliveryPorts,
  isLate = false,
): Promise<Ledger> {
  const entry = outboxEntry(ledger, version);
  if (entry === undefined) return ledger;
  const failures: Error[] = [];
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      return true;
    } catch (error) {
      failures.push(error as Error);
      return false;
    }
  };
  const done: Done = {
    published: await attempt(() => publish(entry, isLate, ports)),
    recorded: await attempt(() => record(ledger.sector, entry, ports)),
  };
  const struck =
    done.published || done.recorded ? await strikeFromLedger(ledger, version, done, ports) : ledger;
  const [failure] = failures;
  if (failure === undefined) return struck;
  throw failures.length === 1
    ? failure
    : new AggregateError(failures, failures.map(({ message }) => message).join("; "));
}

async function publish(entry: OutboxEntry, isLate: boolean, { publisher }: DeliveryPorts): Promise<void> {
  const { bulletin, decidedAt } = entry;
  if (bulletin === null) return;
  try {
    // An earlier version may have left a bulletin that is too large for SNS.
    await publisher.publish(messageOf(publishable(bulletin), isLate ? decidedAt : null));
  } catch (cause) {
    const reason = reasonOf(cause);
    throw new Error(`bulletin ${bulletin.id} is written but could not be published: ${reason}`, { cause });
  }
}

async function record(sector: SectorId, entry: OutboxEntry, { history }: LedgerPorts): Promise<void> {
  if (entry.records.length === 0) return;
  await during("writing its history", () => history.append(sector, entry.version, entry.records));
}

export interface Recovery {
  ledger: Ledger;
  /** Ids of the bulletins that were published. */
  delivered: string[];
  /** One error for each entry that could not be handed out. The entry stays in the ledger and blocks no other. */
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
  for (const { version, bulletin } of waiting) {
    try {
      recovery.ledger = await deliver(recovery.ledger, version, ports, true);
      if (bulletin !== null) recovery.delivered.push(bulletin.id);
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
