import { isBroken } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";

/** The policy of the sector in question cannot be used. Nothing was written. */
export class BrokenPolicyError extends Error {
  override name = "BrokenPolicyError";
}

/** The policy, where it can be used. @throws BrokenPolicyError with the sentence that says why it cannot. */
export function usablePolicy(policy: Policy | { problem: string }): Policy {
  if (isBroken(policy)) throw new BrokenPolicyError(policy.problem);
  return policy;
}
