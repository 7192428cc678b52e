import type { Minor } from "../values/exposure.ts";
import type { Affiliation } from "./affiliation.ts";
import type { Cell } from "./cell.ts";
import type { ListedGoods } from "./listed-goods.ts";
import type { Ownership } from "./ownership.ts";

/**
 * The exposure of a scope that shares item, supplier and origin, with what is known about its supplier. Programs
 * are summed up: a scope is of one program, or of all.
 */
export interface AffiliatedCell extends Omit<Cell, "program"> {
  affiliation: Affiliation;
  /** Who stands behind every supplier: what a holder holds through several tiers is asked here. */
  ownership: Ownership;
  /** Which goods restricted lists name; left out where none does. */
  goods?: ListedGoods;
  /** The node of its supplier in the supply graph; `NO_NODE` when the supplier is unknown. */
  node: number;
  /** The part of the exposure that also counts in the window that this one is compared with, in minor units. */
  common: Minor;
}

export const NO_NODE = -1;
