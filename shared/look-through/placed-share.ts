import { NO_NODE } from "../supply/affiliated-cell.ts";
import { type PlacedShares, type PlaceKind, placeKinds } from "../supply/place.ts";
import type { Scope } from "../supply/scope.ts";
import type { Network } from "./network.ts";

/** The kinds of places that a supplier or a link of the network names. */
export function kindsNamed({ affiliations, graph }: Network): PlaceKind[] {
  return placeKinds.filter(
    (kind) =>
      affiliations.some(({ places }) => (places[kind]?.length ?? 0) > 0) ||
      graph.links.some((link) => link[kind] !== undefined),
  );
}

/**
 * For each kind, the share of exposure with suppliers that say where they are, or that no such place matters. Of everybody
 * else it is not known. The scope must have exposure.
 */
export function placedShares(
  { cells, total }: Scope,
  { affiliations }: Network,
  kinds: readonly PlaceKind[],
): PlacedShares {
  const shareOf = (kind: PlaceKind) => {
    let placed = 0;
    for (const { node, exposure } of cells) {
      if (node !== NO_NODE && affiliations[node]?.places[kind] !== undefined) placed += exposure;
    }
    return placed / total;
  };
  return Object.fromEntries(kinds.map((kind) => [kind, shareOf(kind)]));
}
