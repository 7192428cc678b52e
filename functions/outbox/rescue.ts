import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { OutboxRescue } from "../ports/decisions.ts";
import { reasonOf } from "../runtime/during.ts";
import { UnreadableLedger } from "../runtime/unreadable-error.ts";
import { type DeliveryPorts, deliverAbandoned } from "./deliver.ts";
import { loadLedger } from "./ledger.ts";

/**
 * Loads the ledger. When it cannot be read, its outbox is handed out first, as far as possible: news is never lost, even
 * when the ledger is.
 * @throws Error that names the item, and says how to go on and what was published.
 */
export async function loadOrRescue(
  sector: SectorId,
  ports: DeliveryPorts,
  onDelivered: (ids: string[]) => void = () => {},
): Promise<Ledger> {
  try {
    return await loadLedger(sector, ports);
  } catch (error) {
    const rescue = rescueIn(error);
    if (rescue === null) throw error;
    const { delivered, failures } = await deliverAbandoned(rescue.ledger, {
      ...ports,
      ledgers: rescue.ledgers,
    });
    onDelivered(delivered);
    const published = delivered.length === 0 ? [] : [`published what waited in it: ${delivered.join(", ")}`];
    const parts = [reasonOf(error), ...published, ...failures.map(reasonOf)];
    throw new Error(parts.join("; "), { cause: error });
  }
}

/** The rescue inside the error of a ledger; `null` in any other error, and when the outbox is empty. */
function rescueIn(error: unknown): OutboxRescue | null {
  if (error instanceof UnreadableLedger) return error.rescue;
  return error instanceof Error && error.cause !== undefined ? rescueIn(error.cause) : null;
}
