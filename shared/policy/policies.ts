import type { Unit } from "../values/exposure.ts";
import type { RuleId, SectorId } from "../values/identifier.ts";
import { nearest } from "../values/nearest.ts";
import { quoted } from "../values/parse.ts";
import { listsFor } from "./own-lists.ts";
import type { Policy } from "./policy.ts";
import type { RestrictedLists } from "./restricted-lists.ts";
import type { Rule } from "./rule.ts";
import type { Wording } from "./wording.ts";

/** A policy that cannot be used. Its sector is not assessed until it is fixed; other sectors are not affected. */
export interface BrokenPolicy {
  sector: SectorId;
  /** One sentence that names the file, the rule, the field, the value and the reason. */
  problem: string;
  /** The unit of its exposures, if that can still be read: then rows can be imported. */
  unit: Unit | null;
}

/** The watched sectors with their policies, in the order of their names. */
export type Policies = ReadonlyMap<string, Policy | BrokenPolicy>;

/** A sector and the unit of its exposures. */
export type MeasuredSector = Pick<Policy, "sector" | "unit">;

/** Whether a policy cannot be used. */
export function isBroken(policy: Policy | { problem: string }): policy is { problem: string } {
  return "problem" in policy;
}

/** The restricted lists that the policies of a folder stand on. */
export function listsIn(policies: Policies): RestrictedLists {
  const [policy = {}] = soundPolicies(policies).filter(
    ({ restrictedLists }) => restrictedLists !== undefined,
  );
  return listsFor(policy);
}

/** The policies that can be used. */
export function soundPolicies(policies: Policies): Policy[] {
  return [...policies.values()].flatMap((policy) => ("problem" in policy ? [] : policy));
}

/** The policies that cannot be used. */
export function brokenPolicies(policies: Policies): BrokenPolicy[] {
  return [...policies.values()].flatMap((policy) => ("problem" in policy ? policy : []));
}

/** The policy of a sector, or one sentence that says why there is none. */
export function policyFor(policies: Policies, sector: SectorId): Policy | BrokenPolicy | { problem: string } {
  return policies.get(sector) ?? { problem: unknownSector(sector, policies) };
}

/** The words of a sector; none of its own where its policy cannot be used. */
export function wordsIn(policies: Policies, sector: SectorId): { wording?: Wording } {
  const policy = policyFor(policies, sector);
  return isBroken(policy) ? {} : policy;
}

/** The unit of a sector's exposures, or one sentence that says why it is not known. */
export function unitFor(
  policies: Policies,
  sector: SectorId,
): MeasuredSector | BrokenPolicy | { problem: string } {
  const policy = policyFor(policies, sector);
  return "unit" in policy && policy.unit !== null ? { sector, unit: policy.unit } : policy;
}

/** A rule of a sector's policy; `undefined` when it is not in the policy, or the policy is broken. */
export function ruleIn(policies: Policies, sector: SectorId, rule: RuleId | null): Rule | undefined {
  const policy = policies.get(sector);
  return policy === undefined || "problem" in policy ? undefined : policy.rules.find(({ id }) => id === rule);
}

/** One sentence for a sector that has no policy. */
export function unknownSector(sector: SectorId, policies: Policies): string {
  const near = nearest(sector, policies.keys());
  const hint = near === null ? `the sectors are ${[...policies.keys()].join(", ")}` : `nearest: ${near}`;
  return `${quoted(sector)} is not a sector; ${hint}`;
}
