import type { Network } from "../look-through/network.ts";

/** The most suppliers and links of a sector of which each assessment says what a simulation says too. */
const MOST_SUPPLIERS_AND_LINKS = 20_000;

/**
 * Whether each assessment may solve a network many times: for pairs of removals, and for days. With more suppliers and links,
 * that takes longer than all else of an assessment, and only a simulation does it.
 */
export function isAffordable({ graph: { ids, links } }: Network): boolean {
  return ids.length + links.length <= MOST_SUPPLIERS_AND_LINKS;
}
