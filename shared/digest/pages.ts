import { pagesOf } from "../bulletin/sections/page.ts";
import { pageAddress } from "../contract/page-place.ts";
import { type CommandPlace, callOf, placeFlag } from "../text/command.ts";
import { indent } from "../text/lines.ts";
import { wrapped } from "../text/wrapped.ts";
import { moreLine } from "../values/count.ts";
import type { SectorDigest } from "./sector.ts";

const MOST_ADDRESSES = 10;

/** Where the report pages of the sectors lie, and the command that makes one page of them all. */
export function pagesSection(sectors: readonly SectorDigest[], place: CommandPlace): string[] {
  const bucket = pagesOf(place);
  // A sector that was never assessed has no page yet.
  const pages = sectors.filter(({ assessed }) => assessed !== null);
  const addresses = bucket === null ? [] : pages.map(({ policy: { sector } }) => pageAddress(bucket, sector));
  const lie =
    addresses.length === 0
      ? []
      : [
          ...wrapped(indent("Made anew after each recompute; each says when it was made:")),
          ...addresses.slice(0, MOST_ADDRESSES).map((address) => `    ${address}`),
          ...moreLine(addresses.length - MOST_ADDRESSES).map((line) => `    ${line}`),
        ];
  return [
    "THE PAGES",
    ...lie,
    ...wrapped(indent("One page of all sectors, made here as report.html:")),
    `    ${callOf(place)} report${placeFlag(place)}`,
  ];
}
