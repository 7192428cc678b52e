import { WORDING_FILE } from "../../../shared/policy/own-wording.ts";
import { type Policies, soundPolicies } from "../../../shared/policy/policies.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { nearest } from "../../../shared/values/nearest.ts";
import { oneLine } from "../../../shared/values/one-line.ts";
import { quoted } from "../../../shared/values/parse.ts";
import type { SupplierRows } from "../../ports/rows.ts";

// A name of somebody who is not among the suppliers at all is no mistake: one wording serves many sectors.
const MOST_LETTERS_DIFFERENT = 1 / 3;

/**
 * Warns of names in `wording.json` for ids that no supplier has, and that differ by a few letters from one that does: nobody is
 * called so. `brought` are the rows of the file, which need not be stored yet.
 */
export async function misspeltNames(
  brought: readonly Supplier[],
  { policies, suppliers }: { policies: Policies; suppliers: SupplierRows },
): Promise<string[]> {
  const named = new Set(soundPolicies(policies).flatMap(({ wording }) => [...(wording?.names.keys() ?? [])]));
  const known = new Set(brought.flatMap(idsIn));
  const asked = [...named].filter((id) => !known.has(id)).map((supplierId) => ({ supplierId }));
  const found = await suppliers.find(asked);
  if (found.every((row) => row !== null)) return [];
  for await (const { rows } of suppliers.pages()) for (const id of rows.flatMap(idsIn)) known.add(id);
  const others = [...known].filter((id) => !named.has(id));
  return [...named].flatMap((id) => {
    const likely = known.has(id) ? null : nearest(id, others, MOST_LETTERS_DIFFERENT);
    if (likely === null) return [];
    return [
      `${WORDING_FILE} has a name for ${quoted(id)}, which no supplier row has; nearest: ${oneLine(likely)}`,
    ];
  });
}

function idsIn({ supplierId, parentId }: Supplier): string[] {
  return parentId === null ? [supplierId] : [supplierId, parentId];
}
