import type { Supplier, Suppliers } from "./supplier.ts";

/** The ids of everyone who is said to hold a part of a supplier, each once. */
export function holderIds({ parentId, holdings = [] }: Supplier): string[] {
  const ids = holdings.flatMap(({ holderId }) => holderId ?? []);
  return [...new Set(parentId === null ? ids : [parentId, ...ids])];
}

/**
 * The suppliers that an assessment depends on: those with the given ids and everyone above them, sorted by id. Ids
 * without a supplier row are left out.
 */
export function withParents(ids: Iterable<string>, suppliers: Suppliers): Supplier[] {
  const reached = new Map<string, Supplier>();
  for (const id of ids) {
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const supplier = suppliers.get(next);
      if (supplier === undefined || reached.has(next)) continue;
      reached.set(next, supplier);
      open.push(...holderIds(supplier));
    }
  }
  return [...reached.values()].sort((a, b) => (a.supplierId < b.supplierId ? -1 : 1));
}
