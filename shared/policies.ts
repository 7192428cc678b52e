import ai from "./policies/ai.json" with { type: "json" };
import defense from "./policies/defense.json" with { type: "json" };
import usStorageImports from "./policies/us-storage-imports.json" with { type: "json" };
import { type Policy, policySchema } from "./policy.ts";
import { quoted, readAs } from "./problem.ts";

/** The sectors that are watched, each with its policy. A new sector is one more file here. */
export const policies: ReadonlyMap<string, Policy> = new Map(
  [ai, defense, usStorageImports].map(readPolicy).map((policy) => [policy.sector, policy]),
);

/** Reads a policy document. @throws Error naming the policy, the field and the reason. */
export function readPolicy(document: unknown): Policy {
  const policy = readAs(policySchema, document);
  if (policy.problem === null) return policy.value;
  const sector = (document as { sector?: unknown } | null)?.sector;
  throw new Error(`policy ${typeof sector === "string" ? quoted(sector) : null}: ${policy.problem}`);
}

/** One sentence for a sector that has no policy. */
export function unknownSector(sector: string): string {
  return `${quoted(sector)} is not a sector; the sectors are ${[...policies.keys()].join(", ")}`;
}
