import { fileURLToPath } from "node:url";
import { openPolicyFolder, type PolicyFolder } from "../../functions/runtime/policy-folder.ts";

/** The policies that ship with Chokepoint. @throws Error when their folder is missing or empty. */
export function shippedPolicies(): PolicyFolder {
  return openPolicyFolder(fileURLToPath(new URL("../../policies", import.meta.url)));
}
