import type { FacetTotals } from "../supply/facet-totals.ts";
import type { Interval } from "../values/interval.ts";
import { isMore, type Quotient, shareOf, toNumber } from "../values/ratio.ts";
import { type Block, leastWorlds } from "./least-world.ts";
import { mostOfTop, mostSquares } from "./most-world.ts";
import { leastSquaresOf, leastTopOf } from "./optional-least.ts";
import { mostSquaresOf, mostTopOf } from "./optional-most.ts";
import { packFacet } from "./packing.ts";

/** The HHI of a monopoly, in points. */
export const MONOPOLY = 10_000n;

/**
 * Herfindahl–Hirschman index in points from 0 to 10,000: `10⁴·Σ s_k²`. The lower bound spreads unknown exposure
 * as far as the facts allow: exposure that certainly has one owner counts with its own square, and exposure
 * without a known supplier is spread over infinitely many keys. The upper bound packs it into as few keys as
 * they allow. The sums are integers, so the order of keys does not matter, and only the last division rounds.
 * Source: US DOJ and FTC, Merger Guidelines (2023), section 2.1.
 */
export function herfindahl(totals: FacetTotals): Interval {
  const { least, most } = squareShares(totals);
  return { lower: toNumber(points(least)), upper: toNumber(points(most)) };
}

/**
 * The share of the `n` largest keys. Lower bound: exposure that certainly belongs to `n` keys, known by name or
 * not. Upper bound: the most that may belong to `n` keys.
 */
export function topShare(totals: FacetTotals, n: number): Interval {
  return { lower: toNumber(leastTop(totals, n).share), upper: toNumber(mostTop(totals, n)) };
}

/**
 * The effective number of keys: how many equally large keys would give the same HHI, `10⁴ / HHI`, from the
 * exact sums. For n equal keys it is exactly n. The upper bound is `Infinity` when nothing is known, because
 * any number of keys is possible. Source: Adelman (1969), "Comment on the H Concentration Measure as a
 * Numbers-Equivalent".
 */
export function effectiveNumber(totals: FacetTotals): Interval {
  const { least, most } = squareShares(totals);
  return {
    lower: toNumber(inverse(most)),
    upper: least.part === 0n ? Number.POSITIVE_INFINITY : toNumber(inverse(least)),
  };
}

/** The share whose key is not known. It is exact, except for positions that may belong to the scope or not. */
export function unknownShare({ unknown, total, optional }: FacetTotals): Interval {
  return {
    lower: shareOf(unknown, total + optional.total - optional.unknown),
    upper: shareOf(unknown + optional.unknown, total + optional.unknown),
  };
}

/** The blocks whose squares give the lower bound of the HHI. */
export function leastBlocks(totals: FacetTotals): Block[] {
  return leastSquares(totals).blocks;
}

function squareShares(totals: FacetTotals): { least: Quotient; most: Quotient } {
  const { total, optional } = totals;
  const most =
    optional.total === 0
      ? { part: mostSquares(packFacet(totals)), whole: BigInt(total) * BigInt(total) }
      : mostSquaresOf(packFacet(totals, 0), total);
  return { least: leastSquares(totals).share, most };
}

function leastSquares(totals: FacetTotals): Least {
  return leastOf(totals, (blocks) => leastSquaresOf(blocks, totals.total, looseOptional(totals)));
}

function leastTop(totals: FacetTotals, n: number): Least {
  return leastOf(totals, (blocks) => leastTopOf(blocks, totals.total, looseOptional(totals), n));
}

function mostTop(totals: FacetTotals, n: number): Quotient {
  const { total, optional } = totals;
  if (optional.total > 0) return mostTopOf(packFacet(totals, 0), total, n);
  return { part: BigInt(mostOfTop(packFacet(totals), n)), whole: BigInt(total) };
}

interface Least {
  share: Quotient;
  blocks: Block[];
}

function leastOf(totals: FacetTotals, shareOf: (blocks: readonly Block[]) => Quotient): Least {
  return [...leastWorlds(totals)]
    .map((blocks) => ({ share: shareOf(blocks), blocks }))
    .reduce((least, world) => (isMore(least.share, world.share) ? world : least));
}

/** Optional exposure that may have any number of keys. */
function looseOptional({ groups, optional }: FacetTotals): number {
  return groups.reduce((loose, group) => loose - group.optional, optional.unknown);
}

function points({ part, whole }: Quotient): Quotient {
  return { part: part * MONOPOLY, whole };
}

function inverse({ part, whole }: Quotient): Quotient {
  return { part: whole, whole: part };
}
