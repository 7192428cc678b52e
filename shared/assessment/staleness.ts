import type { Policy } from "../policy/policy.ts";
import { staleFrom } from "../policy/windows.ts";
import type { Day } from "../values/day.ts";

/**
 * Whether the newest position is older than the policy allows. It never is for a policy without
 * `staleAfterDays`.
 */
export function isStale(policy: Pick<Policy, "staleAfterDays">, newestDate: Day | null, asOf: Day): boolean {
  const first = staleFrom(policy, newestDate);
  return first !== null && asOf >= first;
}
