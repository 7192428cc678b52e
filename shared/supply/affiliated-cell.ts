import type { Minor } from "../values/exposure.ts";
import type { Affiliation } from "./affiliation.ts";
import type { Cell } from "./cell.ts";

/** A cell of the fold with what is known about its supplier. */
export interface AffiliatedCell extends Cell {
  affiliation: Affiliation;
  /** The node of its supplier in the supply graph; `NO_NODE` when the supplier is unknown. */
  node: number;
  /** The part of the exposure that also counts in the window that this one is compared with, in minor units. */
  common: Minor;
}

export const NO_NODE = -1;
