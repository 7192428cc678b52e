import type { Supplier } from "./supplier.ts";

/**
 * Who controls a supplier: `nobody`, its declared `parent`, or `parent, possibly` (this parent or nobody) when
 * the stake is not known. A parent controls with at least the fraction `controlStake`.
 */
export function controllerOf(
  { parentId, parentStake }: Supplier,
  controlStake: number,
): "nobody" | "parent" | "parent, possibly" {
  if (parentId === null) return "nobody";
  if (parentStake === null) return "parent, possibly";
  return parentStake >= controlStake ? "parent" : "nobody";
}

/** The id of the parent that certainly or possibly controls a supplier; `null` when nobody does. */
export function mayBeControlledBy(supplier: Supplier, controlStake: number): string | null {
  return controllerOf(supplier, controlStake) === "nobody" ? null : supplier.parentId;
}
