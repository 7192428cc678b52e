import { isBroken } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { SectorId } from "../../shared/values/identifier.ts";

/** The policy of the sector in question cannot be used. Nothing was written. */
export class BrokenPolicyError extends Error {
  override name = "BrokenPolicyError";
  /** The sector; `null` where it has no policy at all. */
  readonly sector: SectorId | null;

  constructor({ problem, sector }: NoPolicy) {
    super(problem);
    this.sector = sector ?? null;
  }
}

/** Why a sector has no usable policy: it is broken, or there is none. */
type NoPolicy = { problem: string; sector?: SectorId };

/** The policy, if it can be used. @throws BrokenPolicyError that says why it cannot. */
export function usablePolicy(policy: Policy | NoPolicy): Policy {
  if (isBroken(policy)) throw new BrokenPolicyError(policy);
  return policy;
}
