// More bits than a number holds (53), so that the rest can be rounded.
const BITS = 64;
// No limit has more digits.
const DIGITS = 12;
const MOST_EXACT = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * `part / whole` of two integers as a number that compares with every limit as the exact quotient does. `whole`
 * must be greater than 0.
 *
 * This is the nearest number to the quotient. But where the nearest number is also that of a decimal of at most
 * 12 digits, and the exact quotient is more (or less) than this decimal, it is the next number above (or
 * below). So 65 of 100 is exactly 0.65, and whatever is more than 65 of 100 is more than 0.65, however small
 * the difference.
 */
export function ratio(part: bigint, whole: bigint): number {
  if (part < 0n) return -ratio(-part, whole);
  const nearest = quotient(part, whole);
  if (Number(nearest.toPrecision(DIGITS)) !== nearest) return nearest;
  const beyond = compareWithDecimal(part, whole, nearest);
  return beyond === 0 ? nearest : neighbour(nearest, beyond);
}

/** An exact fraction. `whole` is greater than 0. */
export interface Quotient {
  part: bigint;
  whole: bigint;
}

/** The fraction as a number; see `ratio`. */
export function toNumber({ part, whole }: Quotient): number {
  return ratio(part, whole);
}

/** Whether `a` is more than `b`. */
export function isMore(a: Quotient, b: Quotient): boolean {
  return a.part * b.whole > b.part * a.whole;
}

/** One exposure as a share of another, both in minor units; see `ratio`. */
export function shareOf(part: number, whole: number): number {
  return ratio(BigInt(part), BigInt(whole));
}

/** The nearest number to the quotient, rounded only once. */
function quotient(part: bigint, whole: bigint): number {
  // Dividing two exact numbers also rounds only once, and is faster.
  if (part <= MOST_EXACT && whole <= MOST_EXACT) return Number(part) / Number(whole);
  const shift = Math.max(0, BITS + bitLength(whole) - bitLength(part));
  const scaled = part << BigInt(shift);
  const result = scaled / whole;
  // When the division leaves a remainder, the last bit is set, so that the conversion rounds the right way.
  const isExact = result * whole === scaled;
  return Number(isExact ? result : result | 1n) / 2 ** shift;
}

function bitLength(value: bigint): number {
  return value.toString(16).length * 4;
}

/**
 * Compares the exact quotient with the decimal of `value`: 1 when it is more, -1 when it is less, 0 when equal.
 */
function compareWithDecimal(part: bigint, whole: bigint, value: number): -1 | 0 | 1 {
  const [digits = "0", exponent = "0"] = value.toExponential(DIGITS - 1).split("e");
  const power = Number(exponent) - (DIGITS - 1);
  const decimal = BigInt(digits.replace(".", "")) * whole;
  const left = power < 0 ? part * 10n ** BigInt(-power) : part;
  const right = power < 0 ? decimal : decimal * 10n ** BigInt(power);
  if (left === right) return 0;
  return left > right ? 1 : -1;
}

/** The next number that can be represented, above (1) or below (-1) `value`. `value` is greater than 0. */
function neighbour(value: number, step: -1 | 1): number {
  const bits = new BigInt64Array(new Float64Array([value]).buffer);
  bits[0] = (bits[0] ?? 0n) + BigInt(step);
  return new Float64Array(bits.buffer)[0] ?? value;
}
