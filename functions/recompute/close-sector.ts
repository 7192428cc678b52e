import { isOpen } from "../../shared/alerts/alert.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { quoted } from "../../shared/values/parse.ts";
import { loadLedger } from "../outbox/ledger.ts";
import { during } from "../runtime/during.ts";
import { PayloadError } from "../runtime/payload.ts";
import type { RecomputePorts } from "./ports.ts";

// What opens a subject is short.
const LONGEST_LABEL = 24;

/**
 * The policy that closes a sector whose own one is gone: it has no rules, so a run by it closes every alert, and says so. It
 * measures as the last assessment did.
 * @throws PayloadError when the sector has no open alert.
 */
export async function closingPolicy(sector: SectorId, ports: RecomputePorts): Promise<Policy> {
  const { alerts, lastAssessment } = await loadLedger(sector, ports);
  if (lastAssessment === null || !alerts.some(isOpen))
    throw new PayloadError({ path: ["sector"], message: `${quoted(sector)} has no open alert` });
  const { rows } = await during("reading its last assessment", () =>
    ports.assessments.recent(sector, lastAssessment.asOf, 1),
  );
  const [last] = rows;
  if (last === undefined) throw new Error(`${sector}: its last assessment is not stored any more`);
  return {
    sector,
    label: sector.slice(0, LONGEST_LABEL),
    title: sector.replaceAll("-", " "),
    ...{ unit: last.unit, windowDays: last.windowDays },
    ...{ controlStake: 0.5, growth: 2, unmappedSuppliers: "unknown" },
    rules: [],
  };
}
