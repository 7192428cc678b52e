import { type PlacedShares, placeKinds } from "../supply/place.ts";
import { percent } from "./share.ts";

/** How much is known of the places of each kind, for whoever reads what is lost with one of them. */
export function placedText(placed: PlacedShares): string[] {
  return placeKinds.flatMap((kind) => {
    const share = placed[kind];
    if (share === undefined) return [];
    const known = `The ${kind} is known of those who sell ${percent(share, 0)} of exposure.`;
    return `${known} Whoever names no ${kind}, in any tier, possibly stops with each.`;
  });
}
