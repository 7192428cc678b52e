import { byLoss } from "../look-through/bounded-ranking.ts";
import { lookThrough } from "../look-through/look-through.ts";
import type { Removal } from "../look-through/removal.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import { ownerRemovals, supplierRemovals } from "../look-through/single-removals.ts";
import type { View } from "./view.ts";

/** The listed removals of the sector, and each of the removed owners and suppliers of unknown owner by itself. */
export function removalsShown(
  { sector, network }: View,
  { owners = [], suppliers = [] }: RemovedSet,
): Removal[] {
  const nameOf = ({ kind, key }: Omit<Removal, "loss">) => `${kind} ${key}`;
  const listed = new Set(sector.removals.map(nameOf));
  const removed = [
    ...owners.map((key) => ({ kind: "owner" as const, key, set: { owners: [key] } })),
    ...suppliers.map((key) => ({ kind: "supplier" as const, key, set: { suppliers: [key] } })),
  ];
  const others = removed.flatMap(({ set, ...removal }): Removal[] => {
    const isKind = (removal.kind === "owner" ? ownerRemovals : supplierRemovals)(network).byKey.has(
      removal.key,
    );
    if (!isKind || listed.has(nameOf(removal))) return [];
    const [loss] = lookThrough([sector], set, network);
    return loss == null ? [] : [{ ...removal, loss: { lower: loss.lower, upper: loss.upper } }];
  });
  return others.length === 0 ? sector.removals : [...sector.removals, ...others].sort(byLoss);
}
