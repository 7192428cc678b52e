import type { Day } from "../values/day.ts";
import { holdingsOn } from "./holding.ts";
import type { Supplier, Suppliers } from "./supplier.ts";

/** How much a named holder holds of a supplier, as a fraction: certainly, and at most. */
export interface Held {
  holderId: string;
  least: number;
  most: number;
}

/** Who holds a supplier, by capital or by votes. */
export interface HolderTable {
  named: Held[];
  /** The most that all holders together hold who are not named. */
  unnamed: number;
  /** The most that a single one of them holds. */
  largestUnnamed: number;
}

/** By what a holder counts. Where nothing is told of the votes they go with the capital, and the other way round. */
export type HolderKind = "equity" | "votes";

/** The tolerance for sums of fractions that are written as decimals. */
export const SHARE_TOLERANCE = 1e-9;

/**
 * The suppliers with their holdings as of a day. A parent in the row of a supplier is the short form of one holding: holdings
 * that name the same holder stand instead of it, whatever their period. The same map where nothing has holdings.
 */
export function suppliersOn(suppliers: Suppliers, day: Day): Suppliers {
  let changed: Map<string, Supplier> | null = null;
  for (const [id, supplier] of suppliers) {
    const { holdings, parentId } = supplier;
    if (holdings === undefined) continue;
    changed ??= new Map(suppliers);
    const isTold = parentId !== null && holdings.some(({ holderId }) => holderId === parentId);
    const parent = isTold ? { parentId: null, parentStake: null } : {};
    changed.set(id, { ...supplier, ...parent, holdings: holdingsOn(holdings, day) });
  }
  return changed ?? suppliers;
}

/**
 * Who holds a supplier. With holdings, all that they do not tell is unknown. Without any, its parent is its only holder who
 * counts.
 */
export function holdersOf(supplier: Supplier, kind: HolderKind): HolderTable {
  const { holdings } = supplier;
  if (holdings === undefined) return { named: parentOf(supplier), unnamed: 0, largestUnnamed: 0 };
  const other = kind === "votes" ? "equity" : "votes";
  const told = holdings.some((one) => one.kind === kind) ? kind : other;
  const named = told === "equity" ? parentOf(supplier) : [];
  let largestUnnamed = 1;
  for (const { kind: of, holderId, minShare, maxShare } of holdings) {
    if (of !== told) continue;
    if (holderId === null) largestUnnamed = maxShare ?? 1;
    else named.push({ holderId, least: minShare ?? 0, most: maxShare ?? 1 });
  }
  const left = Math.max(0, 1 - named.reduce((sum, { least }) => sum + least, 0));
  // What is left within the tolerance is an error of the sum.
  const unnamed = left <= SHARE_TOLERANCE ? 0 : left;
  return {
    named: named.map(({ holderId, least, most }) => ({
      holderId,
      least,
      most: Math.min(most, least + unnamed),
    })),
    unnamed,
    largestUnnamed: Math.min(largestUnnamed, unnamed),
  };
}

/** Who controls a supplier whatever the shares: certainly with a `least` of 1, unless the holding says otherwise. */
export function controlOf({
  holdings = [],
}: Supplier): { holderId: string | null; least: number; most: number }[] {
  return holdings.flatMap(({ kind, holderId, minShare, maxShare }) => {
    if (kind !== "control") return [];
    const least = minShare ?? (maxShare === null && holderId !== null ? 1 : 0);
    return [{ holderId, least, most: maxShare ?? 1 }];
  });
}

function parentOf({ parentId, parentStake }: Supplier): Held[] {
  if (parentId === null) return [];
  return [{ holderId: parentId, least: parentStake ?? 0, most: parentStake ?? 1 }];
}
