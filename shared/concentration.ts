import { fraction, type Interval } from "./interval.ts";
import type { FacetTotals } from "./scope.ts";

/** The HHI of a monopoly, in points. */
const MONOPOLY = 10_000;

/**
 * Herfindahl–Hirschman index in points from 0 to 10,000: `10⁴·Σ s_k²` when the unknown part is spread over
 * infinitely many keys; `10⁴·(Σ s_k² − s_max² + (s_max + u)²)` when all of it belongs to the leader. Summed as
 * integers, so that it does not depend on the order of keys and only the last division rounds.
 * Source: US DOJ and FTC, Merger Guidelines (2023), section 2.1.
 */
export function herfindahl({ known, unknown, total }: FacetTotals): Interval {
  let squares = 0n;
  let largest = 0n;
  for (const exposure of known.values()) {
    const e = BigInt(exposure);
    squares += e * e;
    if (e > largest) largest = e;
  }
  const withUnknown = largest + BigInt(unknown);
  const possible = squares - largest * largest + withUnknown * withUnknown;
  const whole = BigInt(total) * BigInt(total);
  return { lower: points(squares, whole), upper: points(possible, whole) };
}

/** Share of the `n` largest keys: at least the known ones, at most these and everything unknown. */
export function topShare({ known, unknown, total }: FacetTotals, n: number): Interval {
  const largest = [...known.values()].sort((a, b) => b - a).slice(0, n);
  const certain = largest.reduce((sum, exposure) => sum + exposure, 0);
  return fraction(certain, certain + unknown, total);
}

/**
 * Effective number of keys: how many equally large ones would give the same HHI, `10⁴ / HHI`. The upper bound is
 * `Infinity` when nothing is known, for then any number of keys is possible.
 * Source: Adelman (1969), "Comment on the H Concentration Measure as a Numbers-Equivalent".
 */
export function effectiveNumber(totals: FacetTotals): Interval {
  const hhi = herfindahl(totals);
  return { lower: MONOPOLY / hhi.upper, upper: MONOPOLY / hhi.lower };
}

/** Share whose key is not known. It is known exactly. */
export function unknownShare({ unknown, total }: FacetTotals): Interval {
  return fraction(unknown, unknown, total);
}

// As many as a number can hold, and some to round by.
const BITS = 64;

/** `10⁴ · part / whole`, rounded once: the same number for the same fraction, at every scale. */
function points(part: bigint, whole: bigint): number {
  const dividend = part * BigInt(MONOPOLY);
  const shift = Math.max(0, BITS + bitLength(whole) - bitLength(dividend));
  const scaled = dividend << BigInt(shift);
  const quotient = scaled / whole;
  // A last bit stands for all that the division leaves over, so that the conversion rounds the right way.
  const isExact = quotient * whole === scaled;
  return Number(isExact ? quotient : quotient | 1n) / 2 ** shift;
}

function bitLength(value: bigint): number {
  return value.toString(16).length * 4;
}
