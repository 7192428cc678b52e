import type { Ledger } from "../../shared/recompute/ledger.ts";
import { noun } from "../../shared/values/count.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Found } from "../../shared/watchdog/watch.ts";
import { deliverAbandoned } from "../outbox/deliver.ts";
import { loadOrRescue } from "../outbox/rescue.ts";
import { Undelivered } from "../outbox/undelivered.ts";
import type { WatchdogPorts } from "./ports.ts";

/** The ledger of a sector, and what of it could not be handed out. */
interface HandedOut {
  ledger: Ledger;
  undelivered: Found[];
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
  return { ledger, undelivered: undeliveredOf(sector, failures) };
}

/** One finding for each channel on which something waits: which channel is broken is what operators can do something about. */
function undeliveredOf(sector: SectorId, failures: Error[]): HandedOut["undelivered"] {
  const byChannel = Map.groupBy(failures, (error) =>
    error instanceof Undelivered ? error.channel : "ledger",
  );
  return [...byChannel].map(([channel, [first, ...others]]) => ({
    key: `undelivered:${sector}:${channel}`,
    text: [`${sector}: ${first?.message}`, ...waitingText(others.length)].join("; "),
    graceHours: 0,
  }));
}

function waitingText(more: number): string[] {
  return more === 0 ? [] : [`${more} more ${noun(more, "waits", "wait")} behind it`];
}
