/**
 * How many entries are listed. A sector lists all that there are, up to many; where it has so many scopes that their
 * lists would not fit into the memory of a function, each item lists its largest, and counts the others.
 */
export interface Listing {
  sector: number;
  item: number;
}

const ALL: Listing = { sector: Number.POSITIVE_INFINITY, item: Number.POSITIVE_INFINITY };
const FEWEST = 20;

// A removal takes about 150 bytes, a key twice that with its name in JSON, a country 500 with its chain.
const MOST_REMOVALS = 1_000_000;
const MOST_KEYS = 400_000;
const MOST_COUNTRIES = 100_000;

/** How many removals each scope lists, of so many candidates. */
export function removalListing(scopes: number, candidates: number): Listing {
  return listing(scopes, scopes * candidates, MOST_REMOVALS, 10_000);
}

/** How many keys each scope lists of each facet, where they are so many in all. */
export function keyListing(scopes: number, keys: number): Listing {
  return listing(scopes, keys, MOST_KEYS, 20_000);
}

/** For how many countries each scope tells its dependency. */
export function countryListing(scopes: number, countries: number): Listing {
  return listing(scopes, scopes * countries, MOST_COUNTRIES, Number.POSITIVE_INFINITY);
}

function listing(scopes: number, entries: number, most: number, sector: number): Listing {
  if (entries <= most) return ALL;
  return { sector, item: Math.max(FEWEST, Math.floor(most / 4 / scopes)) };
}

/** How many entries the scope at a place lists; the first is the whole sector. */
export function listedBy({ sector, item }: Listing, at: number): number {
  return at === 0 ? sector : item;
}
