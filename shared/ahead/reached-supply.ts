import type { Listings } from "../policy/listings.ts";
import { suppliersOn } from "../supply/holder-table.ts";
import type { Supplier, Suppliers } from "../supply/supplier.ts";
import { withParents } from "../supply/with-parents.ts";
import type { Day } from "../values/day.ts";
import { displayName } from "../values/one-line.ts";
import type { Named } from "./supply-ahead.ts";

/** The suppliers that a sector reaches, on any day. */
export interface ReachedSupply {
  /** Who sells to the sector or stands upstream of it, and everyone who ever holds a part of them. */
  ever: Supplier[];
  /** Their rows with the lists and holdings of a day. */
  on(day: Day): Suppliers;
  /** Those who sell, who stand upstream, and who hold a part of them on that day. */
  reachedOn(day: Day): Supplier[];
  named(supplierId: string): Named;
}

/** The suppliers behind some ids. `listings` are of rows that hold the holdings of all days. */
export function reachSupply(ids: readonly string[], suppliers: Suppliers, listings: Listings): ReachedSupply {
  const ever = withParents(ids, suppliers);
  const made = new Map<Day, Suppliers>();
  const on = (day: Day) => {
    const known = made.get(day);
    if (known !== undefined) return known;
    const listed = listings.on(day);
    const rows = new Map(ever.map((row) => [row.supplierId, listed.get(row.supplierId) ?? row]));
    const suppliersThen = suppliersOn(rows, day);
    made.set(day, suppliersThen);
    return suppliersThen;
  };
  return {
    ever,
    on,
    reachedOn: (day) => withParents(ids, on(day)),
    named: (id) => ({ id, name: displayName(suppliers.get(id)?.name ?? id, id) }),
  };
}
