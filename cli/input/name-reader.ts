import type { SupplierNames } from "../../functions/import/mapped/supplier-names.ts";
import { folded } from "../../shared/mapping/columns.ts";
import type { SupplierName } from "../../shared/resemblance/supplier-pairs.ts";
import type { SuppliersByName } from "./name-decisions.ts";

/** The supplier that a name means; `null` for nobody known, or where the name alone does not tell. */
export type NameReader = (name: string) => string | null;

/** Reads names as `import map` does: by the values of the mapping, else by the stored suppliers, else by rule. */
export function nameReader(supplier: SuppliersByName | null, names: SupplierNames): NameReader {
  const values = new Map(Object.entries(supplier?.values ?? {}).map(([from, to]) => [folded(from), to]));
  return (name) => {
    const written = values.get(folded(name));
    if (written !== undefined) return written;
    const found = names.idOf(name);
    return "supplierId" in found ? found.supplierId : null;
  };
}

/** Whether two suppliers were refused as one, by any of the names that they were refused by. */
export function apartBy(apart: readonly [string, string][], idOf: NameReader) {
  const refused = new Set(apart.map((pair) => JSON.stringify(pair.map((name) => idOf(name) ?? name).sort())));
  return (a: Pick<SupplierName, "supplierId">, b: Pick<SupplierName, "supplierId">) =>
    refused.has(JSON.stringify([a.supplierId, b.supplierId].sort()));
}
