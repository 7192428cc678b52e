import type { SimulatePayload } from "../../shared/contract/simulate-payload.ts";
import { isBroken, type Policies } from "../../shared/policy/policies.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { limitsAsked, type WrittenLimit } from "./changed-limits.ts";
import { moveAsked, type WrittenMove } from "./moved.ts";
import { removedAsked } from "./removed.ts";

type WhatIf = Pick<SimulatePayload, "remove" | "move" | "limits">;

/** What is asked about a sector, as it was written. What is empty is not asked. */
export interface WrittenWhatIf {
  sector: SectorId;
  remove: readonly string[];
  move: readonly WrittenMove[];
  limits: readonly WrittenLimit[];
}

/** What is asked. `names` is what each is called where it was written. @throws UsageError for what cannot be read. */
export function whatIfAsked(
  { sector, remove, move, limits }: WrittenWhatIf,
  names: Record<keyof WhatIf, string>,
  policies: Policies,
): WhatIf {
  const policy = policies.get(sector);
  const unit = policy === undefined || isBroken(policy) ? null : policy.unit;
  return {
    ...(remove.length === 0 ? {} : { remove: removedAsked(names.remove, remove) }),
    ...(move.length === 0 ? {} : { move: move.map((one) => moveAsked(names.move, one, unit)) }),
    ...(limits.length === 0 ? {} : { limits: limitsAsked(names.limits, limits, sector, policies) }),
  };
}

/** Whether anything is asked. */
export function isAsked({ remove, move, limits }: Omit<WrittenWhatIf, "sector">): boolean {
  return [remove, move, limits].some(({ length }) => length > 0);
}
