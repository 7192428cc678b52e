import { quoted } from "../../../../shared/values/parse.ts";
import type { ImportPorts } from "../../ports.ts";
import { type FileBeside, namingFile } from "../beside.ts";
import { readIdTable } from "../id-table.ts";
import type { MatchedSuppliers } from "../import-owners.ts";
import { isLei } from "../lei.ts";

/** The suppliers of which a parent is looked for. */
export interface Seeds {
  /** The ids of suppliers by their LEI. */
  byLei: ReadonlyMap<string, readonly string[]>;
  /** How many of them are found. */
  matched(isFound: (lei: string) => boolean): MatchedSuppliers;
}

/** The suppliers that a table gives an LEI, and stored ones whose id is one. */
export async function seedsByLei(
  leis: FileBeside | undefined,
  { suppliers }: Pick<ImportPorts, "suppliers">,
): Promise<Seeds> {
  const byLei = new Map<string, readonly string[]>(
    leis === undefined ? [] : await namingFile(leis, (read) => readIdTable(read, "lei", faultOf)),
  );
  const ids = new Set([...byLei.values()].flat());
  for await (const { rows } of suppliers.pages()) {
    for (const { supplierId } of rows) {
      if (!ids.has(supplierId) && isLei(supplierId))
        byLei.set(supplierId, [...(byLei.get(supplierId) ?? []), supplierId]);
      ids.add(supplierId);
    }
  }
  return { byLei, matched: (isFound) => matchedIn(byLei, ids.size, isFound) };
}

function faultOf(id: string): string | null {
  return isLei(id)
    ? null
    : `${quoted(id)} is no LEI: that is 18 letters and digits, and two digits that check them`;
}

const MOST_NAMED = 20;

function matchedIn(
  byLei: Seeds["byLei"],
  suppliers: number,
  isFound: (lei: string) => boolean,
): MatchedSuppliers {
  const all = [...byLei];
  const withId = all.flatMap(([, ids]) => ids).length;
  const missing = all.flatMap(([lei, ids]) => (isFound(lei) ? [] : ids)).sort();
  return { suppliers, withId, found: withId - missing.length, missing: missing.slice(0, MOST_NAMED) };
}
