import { UnreadableError } from "../../functions/runtime/unreadable-error.ts";
import { isOpen } from "../../shared/alerts/alert.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import { unwatchedText } from "../../shared/text/unwatched.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { errorLine } from "../terminal/output.ts";

/** Warns on stderr of each sector that has open alerts in a data folder, and no policy: nothing recomputes it. */
export async function warnOfUnwatched(
  policies: Policies,
  { ledgerNames, ledgers }: Pick<Cloud, "ledgerNames" | "ledgers">,
  place: CommandPlace,
): Promise<void> {
  for await (const sector of ledgerNames.sectors()) {
    if (policies.has(sector)) continue;
    const open = await openIn(sector, ledgers);
    if (open > 0) errorLine(`warning: ${unwatchedText(sector, open, place)}`);
  }
}

/** How many alerts of a sector are open; 0 where its ledger cannot be read: `list unreadable` tells that. */
async function openIn(sector: SectorId, ledgers: Cloud["ledgers"]): Promise<number> {
  try {
    return (await ledgers.load(sector)).alerts.filter(isOpen).length;
  } catch (error) {
    if (error instanceof UnreadableError) return 0;
    throw error;
  }
}
