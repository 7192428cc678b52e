import type { RecomputePayload } from "../../shared/contract/recompute-payload.ts";
import { benchmarksFirst } from "../../shared/policy/benchmarks.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { isInParts, type SectorAnswer, type SectorResult } from "../../shared/recompute/result.ts";
import { dayOf } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { isOnlyUndelivered } from "../outbox/undelivered.ts";
import type { Deployment } from "../runtime/deployment.ts";
import { during, reasonOf } from "../runtime/during.ts";
import { usablePolicy } from "../runtime/usable-policy.ts";
import { closingPolicy } from "./close-sector.ts";
import type { PartsPorts, RecomputePorts } from "./ports.ts";
import { recomputeFromParts } from "./recompute-from-parts.ts";
import { recomputeSector } from "./recompute-sector.ts";

/** Some sectors could not be recomputed. `done` has the results of the others. */
export class SectorsFailed extends AggregateError {
  readonly done: SectorAnswer[];

  constructor(failures: Error[], done: SectorAnswer[]) {
    super(failures, failures.map(({ message }) => message).join("; "));
    this.done = done;
  }
}

/**
 * Recomputes one sector, or every sector in turn, a benchmark before the sectors that are compared with it; the answer has them in
 * the order of the policies. It tries all of them even if one fails: a broken policy stops only its own
 * sector. With `parts`, a sector that is too large for one function is left to several. A sector that has no policy any more is
 * only closed.
 * @throws SectorsFailed naming each sector that failed and why, after the others are done.
 */
export function recompute(
  payload: RecomputePayload,
  ports: RecomputePorts,
  deployment: Deployment,
): Promise<SectorResult[]>;
export function recompute(
  payload: RecomputePayload,
  ports: RecomputePorts,
  deployment: Deployment,
  parts: PartsPorts | null,
): Promise<SectorAnswer[]>;
export async function recompute(
  payload: RecomputePayload,
  ports: RecomputePorts,
  deployment: Deployment,
  parts: PartsPorts | null = null,
): Promise<SectorAnswer[]> {
  const { sector, asOf = dayOf(ports.now()), windowDays, dryRun = false, force = false } = payload;
  const isClosing = payload.close === true && sector !== undefined;
  const policies = isClosing ? [await closingPolicy(sector, ports)] : benchmarksFirst(deployment.policies);
  const results: SectorAnswer[] = [];
  const failures: Error[] = [];
  for (const policy of policies) {
    if (sector !== undefined && policy.sector !== sector) continue;
    try {
      const work = async () => {
        const usable = usablePolicy(policy);
        const isOtherWindow = windowDays !== undefined && windowDays !== usable.windowDays;
        const window = { windowDays: windowDays ?? usable.windowDays, isOtherWindow };
        const request = { policy: usable, asOf, ...window, dryRun, force };
        if (payload.run === undefined)
          return await recomputeSector(request, ports, deployment, isClosing ? null : parts);
        return await fromParts(payload.run, usable, ports, deployment, parts);
      };
      const answer = await ports.telemetry.measure(policy.sector, work);
      results.push(answer);
      if (!isClosing && isWritten(answer)) await startPage(policy.sector, ports);
    } catch (cause) {
      failures.push(failureOf(policy.sector, cause));
      if (!isClosing && isOnlyUndelivered(cause)) {
        await startPage(policy.sector, ports).catch((error) =>
          failures.push(failureOf(policy.sector, error)),
        );
      }
    }
  }
  const sectors = [...deployment.policies.keys()];
  results.sort((a, b) => sectors.indexOf(a.sector) - sectors.indexOf(b.sector));
  if (failures.length > 0) throw new SectorsFailed(failures, results);
  return results;
}

function failureOf(sector: SectorId, cause: unknown): Error {
  return new Error(`${sector}: ${reasonOf(cause)}`, { cause });
}

function isWritten(answer: SectorAnswer): boolean {
  return !isInParts(answer) && answer.notWritten === undefined;
}

/** Has the report page written anew of what was written just now. */
async function startPage(sector: SectorId, { pages }: RecomputePorts): Promise<void> {
  if (pages === undefined) return;
  await during("starting the writing of its report page", () => pages.start(sector));
}

async function fromParts(
  run: string,
  policy: Policy,
  ports: RecomputePorts,
  deployment: Deployment,
  parts: PartsPorts | null,
): Promise<SectorAnswer> {
  if (parts === null) throw new Error('field "run": no sector is folded in parts here');
  const plan = await during("reading the plan of its parts", () => parts.store.plan(policy.sector, run));
  return await recomputeFromParts(plan, policy, ports, parts, deployment);
}
