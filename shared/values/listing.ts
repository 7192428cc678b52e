/**
 * How many entries a list keeps, for the whole sector and for each item. Usually all. Where a sector has so
 * many scopes that their lists would not fit into the memory of a function, an item lists only its largest
 * entries and counts the others.
 */
export interface Listing {
  sector: number;
  item: number;
}

const ALL: Listing = { sector: Number.POSITIVE_INFINITY, item: Number.POSITIVE_INFINITY };
const FEWEST = 20;

/** How many removals of each kind a scope lists. */
const LISTED_REMOVALS = 50;

// In JSON, a removal takes about 150 bytes, a key with its name 300, a country with its chain 500.
const MOST_REMOVALS = 1_000_000;
const MOST_LISTED_KEYS = 400_000;
const MOST_COUNTRIES = 100_000;

/** How many removals of each of some kinds each scope lists. */
export function removalListing(scopes: number, kinds: number): Listing {
  const fitting = Math.floor(MOST_REMOVALS / kinds / scopes);
  return { sector: LISTED_REMOVALS, item: Math.max(FEWEST, Math.min(LISTED_REMOVALS, fitting)) };
}

/** How many keys each scope lists for each facet, when all scopes together have this many keys. */
export function keyListing(scopes: number, keys: number): Listing {
  return listing(scopes, keys, MOST_LISTED_KEYS, 20_000);
}

/** For how many countries each scope reports its dependency. */
export function countryListing(scopes: number, countries: number): Listing {
  return listing(scopes, scopes * countries, MOST_COUNTRIES, Number.POSITIVE_INFINITY);
}

function listing(scopes: number, entries: number, most: number, sector: number): Listing {
  if (entries <= most) return ALL;
  return { sector, item: Math.max(FEWEST, Math.floor(most / 4 / scopes)) };
}

/** How many entries the scope at index `at` lists. Index 0 is the whole sector. */
export function listedBy({ sector, item }: Listing, at: number): number {
  return at === 0 ? sector : item;
}
