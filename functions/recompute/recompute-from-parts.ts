import type { PartsPlan } from "../../shared/parts/plan.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { SectorRequest } from "../../shared/recompute/hold-back.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { SectorAnswer, SectorResult } from "../../shared/recompute/result.ts";
import { InexactSum } from "../../shared/values/exposure.ts";
import { loadLedger } from "../outbox/ledger.ts";
import { NotPlanned } from "../reading/fold-source.ts";
import { lookForImports } from "../reading/marked-imports.ts";
import type { Deployment } from "../runtime/deployment.ts";
import { causeOf, reasonOf } from "../runtime/during.ts";
import { foldedInParts, lessThan, startInParts } from "./in-parts.ts";
import type { PartsPorts, RecomputePorts } from "./ports.ts";
import {
  answer,
  type Decided,
  MOST_READINGS,
  overtaken,
  positionsToRead,
  readAndDecide,
} from "./recompute-sector.ts";

/** Decides on what others have folded in parts. When another run or an import was faster, the parts are folded again. */
export async function recomputeFromParts(
  plan: PartsPlan,
  policy: Policy,
  ports: RecomputePorts,
  parts: PartsPorts,
  deployment: Deployment,
): Promise<SectorAnswer> {
  const request = { policy, ...plan.request, isOtherWindow: plan.request.windowDays !== policy.windowDays };
  const ledger = await loadLedger(plan.sector, ports);
  const ended =
    ledger.decisions === plan.decisions
      ? await decideOnParts(plan, request, ledger, ports, parts, deployment)
      : "overtaken";
  if (ended !== "overtaken" && ended !== "inexact") {
    const result = await answer(ended, { ledger, delivered: [], failures: [] }, ports);
    return withProblem(result, await removed(plan, parts));
  }
  if (plan.attempt + 1 === MOST_READINGS) throw overtaken();
  const imports = await lookForImports(plan.sector, ports);
  const positions = await positionsToRead(request, ports);
  const beginning = {
    ledger: await loadLedger(plan.sector, ports),
    imports,
    positions: Math.max(positions, parts.above + 1),
    most: ended === "inexact" ? lessThan(plan.most) : plan.most,
    attempt: plan.attempt + 1,
  };
  const again = await startInParts(request, beginning, ports, parts);
  await removed(plan, parts);
  return again;
}

async function decideOnParts(
  plan: PartsPlan,
  request: SectorRequest,
  ledger: Ledger,
  ports: RecomputePorts,
  parts: PartsPorts,
  deployment: Deployment,
): Promise<Decided | "overtaken" | "inexact"> {
  try {
    const withFolds = { ...ports, folds: foldedInParts(plan, parts, ports) };
    return await readAndDecide(request, { ledger, imports: plan.imports }, withFolds, deployment);
  } catch (error) {
    if (causeOf(error, InexactSum) !== null) return "inexact";
    // The newest day, the policy or the trusted state is another one than when the parts were planned.
    if (causeOf(error, NotPlanned) !== null) return "overtaken";
    throw error;
  }
}

/** Removes what the parts have left. What cannot be removed, the bucket removes after a day. */
async function removed(plan: PartsPlan, { store }: PartsPorts): Promise<string | null> {
  try {
    await store.remove(plan);
    return null;
  } catch (error) {
    return `what its parts left was not removed, and is removed after a day: ${reasonOf(error)}`;
  }
}

function withProblem(result: SectorResult, problem: string | null): SectorResult {
  return problem === null ? result : { ...result, problems: [...(result.problems ?? []), problem] };
}
