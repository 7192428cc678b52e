import { controlOf, type Held, type HolderTable, holdersOf, SHARE_TOLERANCE } from "./holder-table.ts";
import type { Supplier } from "./supplier.ts";

/**
 * Who controls a supplier: `nobody`; certainly the holder `id`, its `parent`; `parent, possibly` (this holder or nobody); or
 * `anybody`, where it is not known who, or whether somebody does.
 */
export type Controller =
  | { kind: "nobody" | "anybody"; id: null }
  | { kind: "parent" | "parent, possibly"; id: string };

const NOBODY: Controller = { kind: "nobody", id: null };
const ANYBODY: Controller = { kind: "anybody", id: null };

/**
 * Who controls a supplier: the holder of the largest share of its votes, when that is at least the fraction `controlStake`;
 * before that, whoever is said to control it. Two who hold the same share control it for certain neither.
 */
export function controllerOf(supplier: Supplier, controlStake: number): Controller {
  if (supplier.holdings === undefined) return controllingParent(supplier, controlStake);
  const bySize = largestHolder(holdersOf(supplier, "votes"), controlStake);
  const said = controlOf(supplier).filter(({ most }) => reaches(most, controlStake));
  if (said.length === 0) return bySize;
  const [first, ...others] = said;
  if (first === undefined || first.holderId === null || others.length > 0) return ANYBODY;
  const id = first.holderId;
  if (reaches(first.least, controlStake)) return { kind: "parent", id };
  if (bySize.kind === "nobody") return { kind: "parent, possibly", id };
  return bySize.id === id ? bySize : ANYBODY;
}

/** The id of the holder who certainly or possibly controls a supplier; `null` when nobody does, or it is not known who. */
export function mayBeControlledBy(supplier: Supplier, controlStake: number): string | null {
  return controllerOf(supplier, controlStake).id;
}

function controllingParent({ parentId, parentStake }: Supplier, controlStake: number): Controller {
  if (parentId === null) return NOBODY;
  if (parentStake === null) return { kind: "parent, possibly", id: parentId };
  return parentStake >= controlStake ? { kind: "parent", id: parentId } : NOBODY;
}

function largestHolder({ named, largestUnnamed }: HolderTable, controlStake: number): Controller {
  const atLeast = Math.max(0, ...named.map(({ least }) => least));
  const mayBe = named.filter(({ most }) => reaches(most, controlStake) && reaches(most, atLeast));
  const isUnnamed = largestUnnamed > atLeast + SHARE_TOLERANCE && reaches(largestUnnamed, controlStake);
  const [only, ...others] = mayBe;
  if (only === undefined) return isUnnamed ? ANYBODY : NOBODY;
  if (isUnnamed || others.length > 0) return ANYBODY;
  return { kind: isCertain(only, controlStake) ? "parent" : "parent, possibly", id: only.holderId };
}

function isCertain({ least }: Held, controlStake: number): boolean {
  return reaches(least, controlStake);
}

function reaches(share: number, limit: number): boolean {
  return share >= limit - SHARE_TOLERANCE;
}
