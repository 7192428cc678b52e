import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Finding } from "../../shared/watchdog/watch.ts";
import { deliverAbandoned } from "../outbox/deliver.ts";
import { loadOrRescue } from "../outbox/rescue.ts";
import type { WatchdogPorts } from "./ports.ts";

/** The ledger of a sector, and what of it could not be handed out. */
interface HandedOut {
  ledger: Ledger;
  undelivered: Omit<Finding, "look">[];
}

/** Publishes what a run of a sector has left. The ids of what is published are added to `published`. */
export async function handOut(
  sector: SectorId,
  published: string[],
  ports: WatchdogPorts,
): Promise<HandedOut> {
  const found = await loadOrRescue(sector, ports, (ids) => published.push(...ids));
  const { ledger, delivered, failures } = await deliverAbandoned(found, ports);
  published.push(...delivered);
  const undelivered = failures.map(({ message }, at) => ({
    key: `undelivered:${sector}:${at}`,
    text: `${sector}: ${message}`,
    graceHours: 0,
  }));
  return { ledger, undelivered };
}
