import type { Policy } from "../policy/policy.ts";
import { type Day, daysBetween } from "../values/day.ts";

/**
 * Whether the newest position is older than the policy allows. It never is for a policy without
 * `staleAfterDays`.
 */
export function isStale(
  { staleAfterDays }: Pick<Policy, "staleAfterDays">,
  newestDate: Day | null,
  asOf: Day,
): boolean {
  if (staleAfterDays === undefined || newestDate === null) return false;
  return daysBetween(newestDate, asOf) > staleAfterDays;
}
