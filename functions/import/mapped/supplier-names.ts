import { columnName } from "../../../shared/mapping/columns.ts";
import { supplierIdOf } from "../../../shared/mapping/slug.ts";
import { someOf } from "../../../shared/values/count.ts";
import { faultOf, quoted, type TextFault } from "../../../shared/values/parse.ts";
import type { SupplierStore } from "../../ports/supply.ts";

/** How a name became an id: as a stored name or id, or by the rule for new names. */
type NamedBy = "stored" | "rule";

/** A supplier of a table, with the names that it has there. */
export interface NamedSupplier {
  supplierId: string;
  names: string[];
  by: NamedBy;
  /** The name under which a supplier of this id is stored, when the rule led to it and the name is another one. */
  storedAs: string | null;
}

/** Gives suppliers their ids by their names. */
export interface SupplierNames {
  idOf(name: string): { supplierId: string } | TextFault;
  /** All suppliers so far that were named, in the order of the table. */
  named(): NamedSupplier[];
}

/**
 * Looks names up among the stored suppliers: a name that is stored, or is an id, means that supplier. Any other becomes an
 * id by rule. Names that only look alike are never taken for one.
 */
export async function supplierNames(suppliers: SupplierStore): Promise<SupplierNames> {
  const idsByName = new Map<string, string[]>();
  const names = new Map<string, string>();
  for await (const { rows } of suppliers.pages()) {
    for (const { supplierId, name } of rows) {
      const key = nameKey(name);
      idsByName.set(key, [...(idsByName.get(key) ?? []), supplierId]);
      names.set(supplierId, name);
    }
  }
  const found = new Map<string, NamedSupplier>();
  const note = (name: string, supplierId: string, by: NamedBy) => {
    const key = `${by} ${supplierId}`;
    const other = names.get(supplierId);
    const storedAs = by === "rule" && other !== undefined ? other : null;
    const own = found.get(key) ?? { supplierId, names: [], by, storedAs };
    found.set(key, own);
    if (!own.names.includes(name)) own.names.push(name);
    return { supplierId };
  };
  const known = new Map<string, { supplierId: string } | TextFault>();
  const find = (name: string) => {
    const ids = idsByName.get(nameKey(name)) ?? [];
    if (ids.length > 1) return ofSeveral(name, ids);
    if (ids[0] !== undefined) return note(name, ids[0], "stored");
    if (names.has(name)) return note(name, name, "stored");
    const supplierId = supplierIdOf(name);
    if (supplierId === "") return faultOf(name, "has no letter or digit of which an id could be made");
    return note(name, supplierId, "rule");
  };
  return {
    idOf(name) {
      const before = known.get(name);
      if (before !== undefined) return before;
      const fresh = find(name);
      known.set(name, fresh);
      return fresh;
    },
    named: () => [...found.values()],
  };
}

function nameKey(name: string): string {
  return columnName(name).toLowerCase();
}

function ofSeveral(name: string, ids: string[]): TextFault {
  const which = someOf(
    ids.map((id) => quoted(id)),
    3,
  );
  const kind = "is the name of several stored suppliers";
  return {
    problem: `${quoted(name)} ${kind} (${which}): write which one into "values" of supplierId in the mapping`,
    kind,
  };
}
