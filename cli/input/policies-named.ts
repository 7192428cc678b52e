import { statSync } from "node:fs";
import { dirname } from "node:path";
import { readPolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { withShipped } from "../../shared/policy/own-lists.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import { readListsFile } from "./lists-file.ts";
import { readPolicyFileOfAny } from "./policy-file.ts";
import { UsageError } from "./usage-error.ts";

/**
 * The policies of a folder, or the one of a file. In a folder, a policy that cannot be used has the reason in its place.
 * @throws UsageError when the folder or the file cannot be read, or when the file is no policy.
 */
export function policiesNamed(path: string): Policies {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) {
    const policy = readPolicyFileOfAny(path, withShipped(readListsFile(dirname(path))));
    return new Map([[policy.sector, policy]]);
  }
  try {
    return readPolicyFolder(path);
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause });
  }
}
