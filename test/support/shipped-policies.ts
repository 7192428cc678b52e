import { readPolicyFolder } from "../../functions/policy-folder.ts";
import { soundPolicies } from "../../shared/policies.ts";
import type { Policy } from "../../shared/policy.ts";

/** The policies that ship, for tests whose subject they are. */
export const shipped: ReadonlyMap<string, Policy> = new Map(
  soundPolicies(readPolicyFolder("shared/policies")).map((policy) => [policy.sector, policy]),
);
