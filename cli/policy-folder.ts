import { fileURLToPath } from "node:url";
import { type PolicyFolder, readPolicyFolder } from "../functions/policy-folder.ts";

/** The policies that ship with Chokepoint. @throws Error when their folder is gone or holds none. */
export function shippedPolicies(): PolicyFolder {
  const folder = fileURLToPath(new URL("../shared/policies", import.meta.url));
  return { folder, policies: readPolicyFolder(folder) };
}
