import { suppliersOn } from "../supply/holder-table.ts";
import type { Suppliers } from "../supply/supplier.ts";
import type { Day } from "../values/day.ts";
import type { Listings } from "./listings.ts";

/** Listings of suppliers that are held as of a day. The same suppliers on the same lists are the same map, as in `Listings`. */
export function heldOn(listings: Listings, day: Day): Listings {
  const held = new Map<Suppliers, Suppliers>();
  return {
    ...listings,
    on(listed) {
      const suppliers = listings.on(listed);
      const made = held.get(suppliers) ?? suppliersOn(suppliers, day);
      held.set(suppliers, made);
      return made;
    },
  };
}
