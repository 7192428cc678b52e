import { byLoss } from "../look-through/bounded-ranking.ts";
import { lookThrough } from "../look-through/look-through.ts";
import type { Network } from "../look-through/network.ts";
import type { Removal, RemovalKind } from "../look-through/removal.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import {
  ownerRemovals,
  placeRemovals,
  type SingleRemovals,
  supplierRemovals,
} from "../look-through/single-removals.ts";
import { placeFields, placeKinds } from "../supply/place.ts";
import type { View } from "./view.ts";

/** The listed removals of the sector, and each of the removed owners, suppliers of unknown owner and places by itself. */
export function removalsShown(
  { sector, network }: View,
  { owners = [], suppliers = [], ...places }: RemovedSet,
): Removal[] {
  const nameOf = ({ kind, key }: Omit<Removal, "loss">) => `${kind} ${key}`;
  const listed = new Set(sector.removals.map(nameOf));
  const removed = [
    ...owners.map((key) => ({ kind: "owner" as const, key, set: { owners: [key] } })),
    ...suppliers.map((key) => ({ kind: "supplier" as const, key, set: { suppliers: [key] } })),
    ...placeKinds.flatMap((kind) =>
      (places[placeFields[kind]] ?? []).map((key) => ({ kind, key, set: { [placeFields[kind]]: [key] } })),
    ),
  ];
  const others = removed.flatMap(({ set, ...removal }): Removal[] => {
    if (!removalsOf(removal.kind, network).byKey.has(removal.key) || listed.has(nameOf(removal))) return [];
    const [loss] = lookThrough([sector], set, network);
    return loss == null ? [] : [{ ...removal, loss: { lower: loss.lower, upper: loss.upper } }];
  });
  return others.length === 0 ? sector.removals : [...sector.removals, ...others].sort(byLoss);
}

function removalsOf(kind: Exclude<RemovalKind, "country">, network: Network): SingleRemovals {
  if (kind === "owner") return ownerRemovals(network);
  return kind === "supplier" ? supplierRemovals(network) : placeRemovals(network, kind);
}
