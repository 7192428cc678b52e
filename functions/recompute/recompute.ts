import { dayOf } from "../../shared/calendar.ts";
import type { RecomputePayload } from "../../shared/payloads.ts";
import { reasonOf } from "../during.ts";
import type { RecomputePorts } from "../ports.ts";
import type { Deployment } from "./deployment.ts";
import { recomputeSector } from "./recompute-sector.ts";
import type { SectorResult } from "./result.ts";

/**
 * Recomputes one sector, or every sector in turn. All are tried, whatever happens to one.
 * @throws AggregateError naming each sector that failed and why, after the others are done.
 */
export async function recompute(
  payload: RecomputePayload,
  ports: RecomputePorts,
  deployment: Deployment,
): Promise<SectorResult[]> {
  const { sector, asOf = dayOf(ports.now()), windowDays, dryRun = false, force = false } = payload;
  const results: SectorResult[] = [];
  const failures: Error[] = [];
  for (const policy of deployment.policies.values()) {
    if (sector !== undefined && policy.sector !== sector) continue;
    const isOtherWindow = windowDays !== undefined && windowDays !== policy.windowDays;
    const window = { windowDays: windowDays ?? policy.windowDays, isOtherWindow };
    const request = { policy, asOf, ...window, dryRun, force };
    try {
      const work = () => recomputeSector(request, ports, deployment);
      results.push(await ports.telemetry.measure(policy.sector, work));
    } catch (cause) {
      failures.push(new Error(`${policy.sector}: ${reasonOf(cause)}`, { cause }));
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, failures.map(({ message }) => message).join("; "));
  }
  return results;
}
