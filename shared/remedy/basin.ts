/** Whole numbers that may rise, each to its own maximum, with prefix sums for quick answers. */
export interface Basin {
  ascending: readonly number[];
  /** The maximum of each number; a larger number never has a smaller maximum. */
  most: readonly number[];
  /** Prefix sums: of the numbers, of how far they may rise, and of the squares of both ends. */
  sums: { own: number[]; room: number[]; ownSquares: bigint[]; mostSquares: bigint[] };
}

/** The level that the lowest numbers of a basin rise to, and how many of them are one unit higher. */
export interface Filling {
  level: number;
  over: number;
}

/** A basin of numbers in ascending order, whose maximums `most` ascend too. */
export function createBasin(ascending: readonly number[], most: readonly number[]): Basin {
  const sums: Basin["sums"] = { own: [0], room: [0], ownSquares: [0n], mostSquares: [0n] };
  for (const [at, own] of ascending.entries()) {
    const top = most[at] ?? own;
    sums.own.push((sums.own[at] ?? 0) + own);
    sums.room.push((sums.room[at] ?? 0) + top - own);
    sums.ownSquares.push((sums.ownSquares[at] ?? 0n) + BigInt(own) ** 2n);
    sums.mostSquares.push((sums.mostSquares[at] ?? 0n) + BigInt(top) ** 2n);
  }
  return { ascending, most, sums };
}

/** How many units the basin takes up to a level. */
export function heldAt(basin: Basin, level: number): number {
  const { own, room } = basin.sums;
  const { full, reached } = placesAt(basin, level);
  return (room[full] ?? 0) + level * (reached - full) - ((own[reached] ?? 0) - (own[full] ?? 0));
}

/**
 * Adds units to the lowest numbers, which rise to a common level, at most `highest`. Up to there the basin must
 * have room for all units.
 */
export function pour(basin: Basin, units: number, highest: number): Filling {
  let [low, high] = [0, highest];
  while (low < high) {
    const middle = low + Math.ceil((high - low) / 2);
    if (heldAt(basin, middle) <= units) low = middle;
    else high = middle - 1;
  }
  return { level: low, over: units - heldAt(basin, low) };
}

/** The new value of each number. */
export function filled({ ascending, most }: Basin, { level, over }: Filling): number[] {
  let left = over;
  return ascending.map((own, at) => {
    const top = most[at] ?? own;
    const isHigher = left > 0 && own <= level && level < top;
    if (isHigher) left -= 1;
    return Math.max(own, Math.min(level, top)) + Number(isHigher);
  });
}

/** How much the sum of squares rises. */
export function squaresAdded(basin: Basin, { level, over }: Filling): bigint {
  const { ownSquares, mostSquares } = basin.sums;
  const { full, reached } = placesAt(basin, level);
  const low = BigInt(level);
  const high = low + 1n;
  const between = BigInt(reached - full - over) * low * low + BigInt(over) * high * high;
  return (mostSquares[full] ?? 0n) + between - (ownSquares[reached] ?? 0n);
}

/** How many numbers are at their maximum at a level, and how many the level has reached. */
function placesAt({ ascending, most }: Basin, level: number): { full: number; reached: number } {
  const full = countUpTo(most, level);
  return { full, reached: Math.max(full, countUpTo(ascending, level)) };
}

function countUpTo(ascending: readonly number[], level: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((ascending[middle] ?? 0) <= level) low = middle + 1;
    else high = middle;
  }
  return low;
}
