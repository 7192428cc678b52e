/**
 * A water level: the first `count` of some whole numbers are at `level`, except `kept` of them, which are one
 * unit higher because the units do not divide evenly.
 */
export interface WaterLine {
  count: number;
  level: number;
  kept: number;
}

/**
 * The level to which the largest come down when `units` are taken off them. No other way to take as much leaves
 * a smaller sum of squares, or a smaller sum of the n largest. `descending` are whole numbers, largest first,
 * that add up to at least `units`.
 */
export function lineBelow(descending: readonly number[], units: number): WaterLine {
  if (units === 0) return { count: 0, level: descending[0] ?? 0, kept: 0 };
  let sum = 0;
  for (const [at, size] of descending.entries()) {
    sum += size;
    const count = at + 1;
    const level = Math.floor((sum - units) / count);
    // The next one is higher, so it comes down as well.
    if (level < (descending[count] ?? 0)) continue;
    return { count, level, kept: sum - units - level * count };
  }
  return { count: descending.length, level: 0, kept: 0 };
}

/** The value of each number after they have come down to a level. */
export function levelled(descending: readonly number[], { count, level, kept }: WaterLine): number[] {
  return descending.map((own, at) => (at < count ? level + Number(at < kept) : own));
}

/** The sum of their squares at a level; `squaresFrom` has the sum of the squares from an index on. */
export function squaresAt({ count, level, kept }: WaterLine, squaresFrom: readonly bigint[]): bigint {
  const low = BigInt(level);
  const high = low + 1n;
  return BigInt(count - kept) * low * low + BigInt(kept) * high * high + (squaresFrom[count] ?? 0n);
}

/** For each index, the sum of the squares of all numbers from there on; the last entry is for no numbers. */
export function squaresFromEach(numbers: readonly number[]): bigint[] {
  const sums = Array<bigint>(numbers.length + 1).fill(0n);
  for (let at = numbers.length - 1; at >= 0; at -= 1) {
    const own = BigInt(numbers[at] ?? 0);
    sums[at] = (sums[at + 1] ?? 0n) + own * own;
  }
  return sums;
}
