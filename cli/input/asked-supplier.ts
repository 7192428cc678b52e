import type { SupplierRows } from "../../functions/ports/rows.ts";
import { companiesNamed, companyHint } from "../../shared/policy/named-company.ts";
import { quoted } from "../../shared/values/parse.ts";
import { keyAsked } from "./asked-keys.ts";
import { UsageError } from "./usage-error.ts";

/** Suppliers that were asked for by an id or a name. */
export interface AskedSuppliers {
  has(supplierId: string | null): boolean;
  /** Called when nothing was found. @throws UsageError when no supplier is stored by that id or name, with the nearest one. */
  foundNothing(): void;
}

/** The suppliers of an id; where no supplier row has it, of a name or of an id in other cases; and an id that no row has, since rows may name it. */
export async function suppliersAsked(
  flag: string,
  asked: string,
  kind: string,
  suppliers: SupplierRows,
): Promise<AskedSuppliers> {
  const key = keyAsked(flag, asked, kind);
  if (key === null) return { has: (id) => id === null, foundNothing() {} };
  const [found] = await suppliers.find([{ supplierId: key }]);
  if (found != null) return { has: (id) => id === key, foundNothing() {} };
  const all = await namesIn(suppliers);
  const named = companiesNamed(key, new Set(all.keys()), (id) => all.get(id) ?? id);
  const ids = new Set([key, ...named]);
  return {
    has: (id) => id !== null && ids.has(id),
    foundNothing() {
      if (named.length > 0) return;
      const hint = companyHint(key, all.keys(), (id) => all.get(id) ?? id);
      throw new UsageError(`${flag}: ${quoted(key)} is no supplier that is stored or bought from${hint}`);
    },
  };
}

/** The name of each supplier, by its id. */
async function namesIn(suppliers: SupplierRows): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>();
  for await (const { rows } of suppliers.pages())
    for (const { supplierId, name } of rows) all.set(supplierId, name);
  return all;
}
