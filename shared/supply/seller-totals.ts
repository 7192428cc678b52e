import type { CountryCode } from "../values/identifier.ts";
import type { AffiliatedCell } from "./affiliated-cell.ts";

/**
 * The exposure of cells by seller, and of each seller by origin, in flat arrays: all that a loss depends on.
 * Exposures are in minor units.
 */
export interface SellerTotals {
  /** The node of each seller, ascending; unknown sellers, as `NO_NODE`, come first. */
  nodes: Int32Array;
  /** The exposure of each seller. */
  whole: Float64Array;
  /** Seller `i` has the parts from `partStart[i]` up to `partStart[i + 1]`, one for each origin. */
  partStart: Int32Array;
  /** The place of each part's origin in `origins`. */
  originAt: Int32Array;
  exposure: Float64Array;
  origins: readonly (CountryCode | null)[];
}

/** The totals of these cells. They are computed once for each array of cells. */
export function sellerTotals(cells: readonly AffiliatedCell[]): SellerTotals {
  const found = known.get(cells) ?? totalsOf(cells);
  known.set(cells, found);
  return found;
}

// Every removal of a scope needs the same totals, and cells never change.
const known = new WeakMap<readonly AffiliatedCell[], SellerTotals>();

function totalsOf(cells: readonly AffiliatedCell[]): SellerTotals {
  const origins = [...new Set(cells.map(({ originCountry }) => originCountry))];
  const placeOf = new Map(origins.map((origin, at) => [origin, at]));
  const sums = new Map<number, number>();
  for (const { node, originCountry, exposure } of cells) {
    // `NO_NODE` is -1.
    const part = (node + 1) * origins.length + (placeOf.get(originCountry) ?? 0);
    sums.set(part, (sums.get(part) ?? 0) + exposure);
  }
  const parts = Float64Array.from(sums.keys()).sort();
  const exposure = Float64Array.from(parts, (part) => sums.get(part) ?? 0);
  const sellerOf = Int32Array.from(parts, (part) => Math.floor(part / origins.length) - 1);
  const starts = [...sellerOf.keys()].filter((at) => at === 0 || sellerOf[at] !== sellerOf[at - 1]);
  const partStart = Int32Array.from([...starts, parts.length]);
  return {
    nodes: Int32Array.from(starts, (at) => sellerOf[at] ?? 0),
    whole: Float64Array.from(starts, (at, seller) => sumBetween(exposure, at, partStart[seller + 1] ?? at)),
    partStart,
    originAt: Int32Array.from(parts, (part) => part % origins.length),
    exposure,
    origins,
  };
}

/** The sum from one place up to, but not including, another. */
function sumBetween(exposure: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += exposure[at] ?? 0;
  return sum;
}
