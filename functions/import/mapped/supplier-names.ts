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
  /** Whether nothing that is stored names this supplier; absent where that is not known. */
  isNew?: boolean;
}

/** The id of a name, and how it was found. */
interface FoundId {
  supplierId: string;
  by: NamedBy;
}

/** Gives suppliers their ids by their names. */
export interface SupplierNames {
  idOf(name: string): FoundId | TextFault;
  /** Notes that a row with this name was read whole. */
  note(name: string): void;
  /** All suppliers that were noted, in the order of the table. */
  named(): NamedSupplier[];
}

/**
 * Looks names up among the stored suppliers: a name that is stored, or is an id, means that supplier. Any other becomes an
 * id by rule. Names that only look alike are never taken for one.
 * `null` stands for a table without names: then nothing is read.
 */
export async function supplierNames(suppliers: SupplierStore | null): Promise<SupplierNames> {
  const stored = await storedNames(suppliers);
  const known = new Map<string, FoundId | TextFault>();
  const noted = new Map<string, NamedSupplier>();
  const idOf = (name: string) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = findId(name, stored);
    known.set(name, found);
    return found;
  };
  return {
    idOf,
    note(name) {
      const found = idOf(name);
      if ("problem" in found) return;
      const { supplierId, by } = found;
      const key = `${by} ${supplierId}`;
      const storedAs = by === "rule" ? (stored.names.get(supplierId) ?? null) : null;
      const own = noted.get(key) ?? { supplierId, names: [], by, storedAs };
      noted.set(key, own);
      if (!own.names.includes(name)) own.names.push(name);
    },
    named: () => [...noted.values()],
  };
}

interface StoredNames {
  /** The ids of suppliers by their name, as names are compared. */
  ids: Map<string, string[]>;
  /** The names of suppliers by their id. */
  names: Map<string, string>;
}

async function storedNames(suppliers: SupplierStore | null): Promise<StoredNames> {
  const ids = new Map<string, string[]>();
  const names = new Map<string, string>();
  if (suppliers === null) return { ids, names };
  for await (const { rows } of suppliers.pages()) {
    for (const { supplierId, name } of rows) {
      const key = nameKey(name);
      ids.set(key, [...(ids.get(key) ?? []), supplierId]);
      names.set(supplierId, name);
    }
  }
  return { ids, names };
}

function findId(name: string, { ids, names }: StoredNames): FoundId | TextFault {
  const [supplierId, ...others] = ids.get(nameKey(name)) ?? [];
  if (supplierId !== undefined)
    return others.length > 0 ? ofSeveral(name, [supplierId, ...others]) : { supplierId, by: "stored" };
  if (names.has(name)) return { supplierId: name, by: "stored" };
  const fresh = supplierIdOf(name);
  if (fresh === "") return faultOf(name, "has no letter or digit of which an id could be made");
  return { supplierId: fresh, by: "rule" };
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
