import type { SimulatePayload } from "../../shared/contract/payloads.ts";
import { isBroken, type Policies } from "../../shared/policy/policies.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { limitsAsked } from "./changed-limits.ts";
import { movesAsked } from "./moved.ts";
import { removedAsked } from "./removed.ts";

type WhatIf = Pick<SimulatePayload, "remove" | "move" | "limits">;

/** What is asked, as it was written. */
export type WhatIfWritten = Partial<Record<keyof WhatIf, readonly string[] | undefined>> & {
  sector: SectorId;
};

/**
 * What is asked about a sector. `names` is what each is called where it was written.
 * @throws UsageError for what cannot be read.
 */
export function whatIfAsked(
  { sector, remove, move, limits }: WhatIfWritten,
  names: Record<keyof WhatIf, string>,
  policies: Policies,
): WhatIf {
  const policy = policies.get(sector);
  const unit = policy === undefined || isBroken(policy) ? null : policy.unit;
  return {
    ...(remove === undefined ? {} : { remove: removedAsked(names.remove, remove) }),
    ...(move === undefined ? {} : { move: movesAsked(names.move, move, unit) }),
    ...(limits === undefined ? {} : { limits: limitsAsked(names.limits, limits, sector, policies) }),
  };
}
