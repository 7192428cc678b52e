import type { Policy } from "../policy/policy.ts";
import { policyText } from "../policy/policy-hash.ts";
import type { SectorId } from "../values/identifier.ts";

/** What a stack was deployed with, as its outputs tell it. */
export interface DeployedPolicies {
  /** The name of the folder of the policies, without those above it; `shipped` for those that ship. */
  folder: string;
  /** The beginning of the `policyHash` of each sector. */
  sectors: ReadonlyMap<SectorId, string>;
}

/** The name that a stack gives to the policies that ship. */
export const SHIPPED_POLICIES = "shipped";

/** The output that names that folder. */
export const policyFolderOutput = "PoliciesFrom";

// The most that CloudFormation takes as an output is 1,024 bytes.
const MOST_IN_AN_OUTPUT = 1000;
const HASH_DIGITS = 12;
const OUTPUT = "Policies";

/** The sectors of a deployment with their policies, as outputs by name: `Policies`, and `Policies2` and so on where one is too small. */
export function policyOutputs(
  policies: readonly Policy[],
  digest: (text: string) => string,
): ReadonlyMap<string, string> {
  const texts = [""];
  for (const policy of policies) {
    const one = `${policy.sector}=${shortHash(policy, digest)}`;
    const last = texts.at(-1) ?? "";
    if (last.length + one.length < MOST_IN_AN_OUTPUT)
      texts[texts.length - 1] = last === "" ? one : `${last} ${one}`;
    else texts.push(one);
  }
  return new Map(texts.map((text, at) => [at === 0 ? OUTPUT : `${OUTPUT}${at + 1}`, text]));
}

/** Reads them again; `null` of a stack of an earlier version, which does not tell. */
export function readPolicyOutputs(outputs: ReadonlyMap<string, string>): DeployedPolicies | null {
  const folder = outputs.get(policyFolderOutput);
  if (folder === undefined || outputs.get(OUTPUT) === undefined) return null;
  const sectors = new Map<SectorId, string>();
  for (let at = 1; ; at += 1) {
    const text = outputs.get(at === 1 ? OUTPUT : `${OUTPUT}${at}`);
    if (text === undefined) return { folder, sectors };
    for (const one of text.split(" ")) {
      const [sector = "", hash = ""] = one.split("=");
      if (sector !== "") sectors.set(sector, hash);
    }
  }
}

/** What is told of a policy to know it by. */
export function shortHash(policy: Policy, digest: (text: string) => string): string {
  return digest(policyText(policy)).slice(0, HASH_DIGITS);
}
