/** Whole numbers that may rise, each to a most of its own, and what is quickly told of them. */
export interface Basin {
  ascending: readonly number[];
  /** What each may rise to: the larger one never less than the smaller. */
  most: readonly number[];
  /** Sums over the first so many: of the numbers, of how far they may rise, and of the squares of both ends. */
  sums: { own: number[]; room: number[]; ownSquares: bigint[]; mostSquares: bigint[] };
}

/** The level that the lowest of a basin rise to, and how many of them stand one unit higher. */
export interface Filling {
  level: number;
  over: number;
}

/** A basin of numbers, the smallest first, that may rise to `most`, which ascends with them. */
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

/** Pours units over the lowest, which rise to a common level, at most `highest`: it must hold as much up to there. */
export function pour(basin: Basin, units: number, highest: number): Filling {
  let [low, high] = [0, highest];
  while (low < high) {
    const middle = low + Math.ceil((high - low) / 2);
    if (heldAt(basin, middle) <= units) low = middle;
    else high = middle - 1;
  }
  return { level: low, over: units - heldAt(basin, low) };
}

/** What each becomes. */
export function filled({ ascending, most }: Basin, { level, over }: Filling): number[] {
  let left = over;
  return ascending.map((own, at) => {
    const top = most[at] ?? own;
    const isHigher = left > 0 && own <= level && level < top;
    if (isHigher) left -= 1;
    return Math.max(own, Math.min(level, top)) + Number(isHigher);
  });
}

/** By how much the sum of squares rises. */
export function squaresAdded(basin: Basin, { level, over }: Filling): bigint {
  const { ownSquares, mostSquares } = basin.sums;
  const { full, reached } = placesAt(basin, level);
  const low = BigInt(level);
  const high = low + 1n;
  const between = BigInt(reached - full - over) * low * low + BigInt(over) * high * high;
  return (mostSquares[full] ?? 0n) + between - (ownSquares[reached] ?? 0n);
}

/** How many have risen as far as they may at a level, and how many it has reached. */
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
