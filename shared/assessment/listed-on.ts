import { type Ownership, resolveOwnership } from "../supply/ownership.ts";
import type { Suppliers } from "../supply/supplier.ts";
import type { Day } from "../values/day.ts";
import type { AssessmentInput } from "./assessment-input.ts";

/** The restricted lists that a supplier, or anyone who certainly controls it, stands on as of a day. */
export function listedOn({
  listings,
  policy,
}: AssessmentInput): (supplierId: string, day: Day) => ReadonlySet<string> {
  const made = new Map<Suppliers, Ownership>();
  return (supplierId, day) => {
    const suppliers = listings.on(day);
    const ownership = made.get(suppliers) ?? resolveOwnership(suppliers, policy.controlStake);
    made.set(suppliers, ownership);
    return ownership.affiliationOf(supplierId).lists;
  };
}
