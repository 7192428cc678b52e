import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readPolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { sha256 } from "../../functions/runtime/sha256.ts";
import { soundPolicies } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import digests from "./shipped-digests.json" with { type: "json" };

const FOLDER = "policies";

/** SHA-256 of each policy as it ships, for tests about its very limits: whoever has changed them has others. */
export const digestsOfPolicies = (files: string[]) =>
  Object.fromEntries(files.map((file) => [file, sha256(readFileSync(join(FOLDER, file), "utf8"))]));

/** Whether a sector ships, and was not added since. */
export const isShipped = (sector: string) => Object.hasOwn(digests, `${sector}.json`);

/** Whether a policy is as it ships. `npm run test:full` insists that all are. */
export function isAsShipped(sector: string): boolean {
  const file = `${sector}.json`;
  const known: Record<string, string> = digests;
  return existsSync(join(FOLDER, file)) && digestsOfPolicies([file])[file] === known[file];
}

/** The policies that stand in the repository, for tests whose subject they are. */
export const shipped: ReadonlyMap<string, Policy> = new Map(
  soundPolicies(readPolicyFolder(FOLDER)).map((policy) => [policy.sector, policy]),
);
