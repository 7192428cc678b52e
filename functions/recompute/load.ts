import type { Window } from "../../shared/calendar.ts";
import { emptyFold, type Fold, foldPositions, mergeFolds } from "../../shared/fold.ts";
import type { Supplier, Suppliers } from "../../shared/supplier.ts";
import type { PositionStore, SupplierStore } from "../ports.ts";

/** Folds a sector's positions, all shards at once and each page by page: never all positions in memory. */
export async function loadFold(positions: PositionStore, sector: string, window: Window): Promise<Fold> {
  const folds = await Promise.all(
    positions.shards(sector).map(async (pages) => {
      const fold = emptyFold();
      for await (const { rows, unreadable } of pages) {
        foldPositions(fold, rows, window);
        fold.unreadable += unreadable;
      }
      return fold;
    }),
  );
  return folds.reduce(mergeFolds, emptyFold());
}

/** Every supplier by id, and how many stored rows could not be read. */
export async function loadSuppliers(
  suppliers: SupplierStore,
): Promise<{ byId: Suppliers; unreadable: number }> {
  const byId = new Map<string, Supplier>();
  let unreadable = 0;
  for await (const page of suppliers.pages()) {
    for (const supplier of page.rows) byId.set(supplier.supplierId, supplier);
    unreadable += page.unreadable;
  }
  return { byId, unreadable };
}
