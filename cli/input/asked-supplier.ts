import type { SupplierRows } from "../../functions/ports/rows.ts";
import { exactName } from "../../shared/policy/company-name.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import { nearest } from "../../shared/values/nearest.ts";
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
  const all = await allOf(suppliers);
  const named = all
    .filter(({ supplierId, name }) => [supplierId, name].some((one) => exactName(one) === exactName(key)))
    .map(({ supplierId }) => supplierId);
  const ids = new Set([key, ...named]);
  return {
    has: (id) => id !== null && ids.has(id),
    foundNothing() {
      if (named.length === 0) throw new UsageError(`${flag}: ${unknownSupplier(key, all)}`);
    },
  };
}

/** One sentence for a key that is no supplier. */
function unknownSupplier(key: string, all: readonly Supplier[]): string {
  const name = nearest(key, [...all.map(({ supplierId }) => supplierId), ...all.map(({ name }) => name)]);
  const near = all.find((one) => one.supplierId === name || one.name === name);
  const hint = near === undefined ? "" : `; nearest: ${near.supplierId} (${near.name})`;
  return `${quoted(key)} is no supplier that is stored or bought from${hint}`;
}

async function allOf(suppliers: SupplierRows): Promise<Supplier[]> {
  const all: Supplier[] = [];
  for await (const { rows } of suppliers.pages()) all.push(...rows);
  return all;
}
