import type { Supplier, Suppliers } from "./supplier.ts";

/**
 * The suppliers that an assessment depends on: those with the given ids and everyone above them, sorted by id. Ids
 * without a supplier row are left out.
 */
export function withParents(ids: Iterable<string>, suppliers: Suppliers): Supplier[] {
  const reached = new Map<string, Supplier>();
  for (const id of ids) {
    let next = suppliers.get(id);
    while (next !== undefined && !reached.has(next.supplierId)) {
      reached.set(next.supplierId, next);
      next = next.parentId === null ? undefined : suppliers.get(next.parentId);
    }
  }
  return [...reached.values()].sort((a, b) => (a.supplierId < b.supplierId ? -1 : 1));
}
