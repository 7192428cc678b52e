import { isOpen } from "../../shared/alerts/alert.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import { unwatchedTold } from "../../shared/text/unwatched.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Found } from "../../shared/watchdog/watch.ts";
import { handOut } from "./hand-out.ts";
import type { WatchdogOptions, WatchdogPorts } from "./ports.ts";

// A policy that is put back is deployed within this time.
const MENDING_HOURS = 1;

/**
 * Looks at the sectors whose policy is gone: nothing recomputes them, and nobody else would notice. Their names are added to
 * `unwatched`.
 */
export async function lookAtUnwatched(
  unwatched: SectorId[],
  published: string[],
  ports: WatchdogPorts,
  { policies, place }: WatchdogOptions,
): Promise<Found[]> {
  const all: Found[] = [];
  for await (const sector of ports.ledgerNames.sectors()) {
    if (policies.has(sector)) continue;
    unwatched.push(sector);
    const { ledger, undelivered } = await handOut(sector, published, ports);
    const found = [...undelivered, ...findUnwatched(ledger, place)];
    all.push(...found.map((one) => ({ ...one, sector })));
  }
  return all;
}

function findUnwatched({ sector, alerts }: Ledger, place: CommandPlace): Found[] {
  const open = alerts.filter(isOpen).length;
  if (open === 0) return [];
  const { lines, commands } = unwatchedTold(sector, open, place);
  return [{ key: `unwatched:${sector}`, text: lines.join(" "), commands, graceHours: MENDING_HOURS }];
}
