import type { ReportInput, UnwatchedSector } from "../../report/reported.ts";
import { isOpen } from "../../shared/alerts/alert.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import { holdsPositions } from "../reading/holds-positions.ts";
import { reasonOf } from "../runtime/during.ts";
import type { ReportPorts } from "./ports.ts";

/**
 * The sectors that were assessed once and have no policy any more, where positions or open alerts are left of them. None where
 * the names of ledgers are not read.
 */
export async function unwatchedSectors(
  policies: Policies,
  ports: ReportPorts,
): Promise<ReportInput["unwatched"]> {
  try {
    return await foundSectors(policies, ports);
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

async function foundSectors(policies: Policies, ports: ReportPorts): Promise<UnwatchedSector[]> {
  const found: UnwatchedSector[] = [];
  for await (const sector of ports.ledgerNames?.sectors() ?? []) {
    if (policies.has(sector)) continue;
    try {
      const open = (await ports.ledgers.load(sector)).alerts.filter(isOpen).length;
      if (open > 0 || (await holdsPositions(ports.positions, sector))) found.push({ sector, open });
    } catch (error) {
      found.push({ sector, problem: reasonOf(error) });
    }
  }
  return found.sort((a, b) => (a.sector < b.sector ? -1 : 1));
}
