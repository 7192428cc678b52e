import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isPolicyFile, type Policies, readPolicies } from "../../shared/policy/policies.ts";
import { ContextError } from "./context-error.ts";

/** The policies that ship, one file for each sector. */
export const POLICY_FOLDER = fileURLToPath(new URL("../../policies", import.meta.url));

/** Reads the policies to deploy. @throws ContextError when there is none. */
export function readPoliciesToDeploy(folder = POLICY_FOLDER): Policies {
  const files = readdirSync(folder).filter(isPolicyFile);
  if (files.length === 0)
    throw new ContextError(`${folder} holds no policy, and nothing else says what to watch`);
  return readPolicies(files.map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") })));
}
