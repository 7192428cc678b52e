import { type Policies, soundPolicies } from "../../../shared/policy/policies.ts";
import { misspeltIds, misspeltIdText } from "../../../shared/policy/short-names.ts";
import { wordingOf } from "../../../shared/policy/wording.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import type { SupplierRows } from "../../ports/rows.ts";

/**
 * Warns of names in `wording.json` for ids that no supplier has, and that differ by a few letters from one that does: nobody is
 * called so. `brought` are the rows of the file, which need not be stored yet.
 */
export async function misspeltNames(
  brought: readonly Supplier[],
  { policies, suppliers }: { policies: Policies; suppliers: SupplierRows },
): Promise<string[]> {
  const named = new Set(soundPolicies(policies).flatMap((policy) => [...wordingOf(policy).names.keys()]));
  const known = new Set(brought.flatMap(idsIn));
  const asked = [...named].filter((id) => !known.has(id)).map((supplierId) => ({ supplierId }));
  const found = await suppliers.find(asked);
  if (found.every((row) => row !== null)) return [];
  for await (const { rows } of suppliers.pages()) for (const id of rows.flatMap(idsIn)) known.add(id);
  return misspeltIds(named, known).map(misspeltIdText);
}

function idsIn({ supplierId, parentId }: Supplier): string[] {
  return parentId === null ? [supplierId] : [supplierId, parentId];
}
