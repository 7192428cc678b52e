import type { RecomputePayload } from "../../shared/contract/payloads.ts";
import type { SectorResult } from "../../shared/recompute/result.ts";
import { dayOf } from "../../shared/values/day.ts";
import type { Deployment } from "../runtime/deployment.ts";
import { reasonOf } from "../runtime/during.ts";
import { usablePolicy } from "../runtime/usable-policy.ts";
import type { RecomputePorts } from "./ports.ts";
import { recomputeSector } from "./recompute-sector.ts";

/** Some sectors could not be recomputed. `done` has the results of the others. */
export class SectorsFailed extends AggregateError {
  readonly done: SectorResult[];

  constructor(failures: Error[], done: SectorResult[]) {
    super(failures, failures.map(({ message }) => message).join("; "));
    this.done = done;
  }
}

/**
 * Recomputes one sector, or every sector in turn. It tries all of them even if one fails: a broken policy stops only its own
 * sector.
 * @throws SectorsFailed naming each sector that failed and why, after the others are done.
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
    try {
      const work = async () => {
        const usable = usablePolicy(policy);
        const isOtherWindow = windowDays !== undefined && windowDays !== usable.windowDays;
        const window = { windowDays: windowDays ?? usable.windowDays, isOtherWindow };
        return await recomputeSector({ policy: usable, asOf, ...window, dryRun, force }, ports, deployment);
      };
      results.push(await ports.telemetry.measure(policy.sector, work));
    } catch (cause) {
      failures.push(new Error(`${policy.sector}: ${reasonOf(cause)}`, { cause }));
    }
  }
  if (failures.length > 0) throw new SectorsFailed(failures, results);
  return results;
}
