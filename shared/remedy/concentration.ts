import { leastWhole } from "../values/least-whole.ts";
import { ratio } from "../values/ratio.ts";
import { createBasin, filled, heldAt, pour, squaresAdded } from "./basin.ts";
import { type Giver, gatherGivers, type Move, type NoMove, type Target, type Transfer } from "./remedy.ts";
import { byTakes, roomOf, takerOf, takersOf } from "./takers.ts";
import { levelled, lineBelow, squaresAt, squaresFromEach, type WaterLine } from "./water-level.ts";

/** Exposure that certainly belongs to one key; `key` is `null` where it is not known which, `id` tells it apart. */
export interface Holding {
  id: string;
  key: string | null;
  exposure: number;
}

/** A concentration: who holds how much, of how much. */
export interface Holdings {
  /** The largest first. */
  held: readonly Holding[];
  total: number;
}

/** Holdings in a fixed order, the largest first. */
export function holdingsOf(held: readonly Holding[], total: number): Holdings {
  return { held: [...held].sort((a, b) => b.exposure - a.exposure || (a.id < b.id ? -1 : 1)), total };
}

/** A move, and what it leaves each holding with, by its id. */
export type Concentration = Omit<Move, "clearsPossible"> & { after: Map<string, number> };

/**
 * For a limit on the sum of squares (HHI, effective number): the largest come down to a common level, and new sources
 * take it, spread as finely as exposure goes, one minor unit each. No other move does with less, since squares are
 * convex. `measureOf` gives the measure of a sum of squares.
 */
export function moveFromSquares(
  { held }: Holdings,
  measureOf: (squares: bigint) => number,
  target: Target,
): Concentration | NoMove {
  const sizes = held.map(({ exposure }) => exposure);
  const most = sizes.reduce((sum, size) => sum + size, 0);
  const squaresFrom = squaresFromEach(sizes);
  const clears = (squares: bigint) => target.isInside(measureOf(squares));
  const exposure = leastWhole(most, (units) =>
    clears(squaresAt(lineBelow(sizes, units), squaresFrom) + BigInt(units)),
  );
  if (exposure === null) return TOO_FINE;
  const line = lineBelow(sizes, exposure);
  return {
    exposure,
    givers: giversTo(held, line),
    takers: [],
    newSources: exposure,
    unsure: [],
    removals: [],
    downTo: highest(line),
    newSourceMost: 1,
    amongKnown: transferAmong(held, squaresFrom, clears, target.growth),
    after: afterwards(held, line),
  };
}

/**
 * The least that clears when only the known ones take: the smallest rise to a common level, none to more than `growth`
 * times what it holds. `null` where that does not clear.
 */
function transferAmong(
  held: readonly Holding[],
  squaresFrom: readonly bigint[],
  clears: (squares: bigint) => boolean,
  growth: number,
): Transfer | null {
  const sizes = held.map(({ exposure }) => exposure);
  const rising = held
    .toReversed()
    .flatMap(({ key, exposure: holds }) => (key === null ? [] : [{ key, item: null, holds }]));
  const basin = createBasin(
    rising.map(({ holds }) => holds),
    rising.map(({ holds }) => holds + roomOf(holds, growth)),
  );
  const all = sizes.reduce((sum, size) => sum + size, 0);
  // Beyond that the takers would stand higher than the givers.
  const tooMuch = leastWhole(all, (units) => heldAt(basin, lineBelow(sizes, units).level) < units);
  const exposure = leastWhole((tooMuch ?? all + 1) - 1, (units) => {
    const line = lineBelow(sizes, units);
    return clears(squaresAt(line, squaresFrom) + squaresAdded(basin, pour(basin, units, line.level)));
  });
  if (exposure === null) return null;
  const line = lineBelow(sizes, exposure);
  const risen = filled(basin, pour(basin, exposure, line.level));
  const takers = rising.flatMap((holder, at) => {
    const takes = (risen[at] ?? holder.holds) - holder.holds;
    return takes === 0 ? [] : takerOf(holder, takes);
  });
  return { exposure, givers: giversTo(held, line), takers: takers.sort(byTakes) };
}

/**
 * For a limit on the sum of the n largest: the largest come down to a common level, as far as it takes. Known ones take
 * within `growth` and as long as they are not larger than the smallest of the n then; new sources take the rest.
 */
export function moveFromLargest(
  { held, total }: Holdings,
  n: number,
  target: Target,
): Concentration | NoMove {
  const sizes = held.map(({ exposure }) => exposure);
  const most = sizes.reduce((sum, size) => sum + size, 0);
  const exposure = leastWhole(most, (units) =>
    target.isInside(ratio(BigInt(largestAfter(sizes, n, units).sum), BigInt(total))),
  );
  if (exposure === null) return TOO_FINE;
  const line = lineBelow(sizes, exposure);
  const { smallest } = largestAfter(sizes, n, exposure);
  const givers = giversTo(held, line);
  const takers = takersOf(
    givers,
    // Those who give are none of them: they hold more than the smallest.
    held.flatMap(({ key, exposure: holds }) => {
      const room = Math.max(0, Math.min(roomOf(holds, target.growth), smallest - holds));
      return key === null ? [] : { key, item: null, holds, room };
    }),
  ).filter(({ takes }) => takes > 0);
  return {
    exposure,
    givers,
    takers,
    newSources: exposure - takers.reduce((sum, { takes }) => sum + takes, 0),
    unsure: [],
    removals: [],
    downTo: highest(line),
    newSourceMost: smallest,
    amongKnown: null,
    after: afterwards(held, line),
  };
}

/** The sum and the smallest of the n largest once so much has moved to new sources. */
function largestAfter(descending: readonly number[], n: number, units: number) {
  // They are still in order: those that come down stay above the rest.
  const largest = levelled(descending, lineBelow(descending, units))
    .slice(0, n)
    .filter((size) => size > 0);
  // Beside fewer than n known ones, new sources are among the largest: of one unit each, at best.
  const fresh = Math.min(n - largest.length, units);
  return { sum: largest.reduce((sum, size) => sum + size, fresh), smallest: largest[n - 1] ?? 1 };
}

const TOO_FINE: NoMove = { none: "however finely it is spread, that much stays together" };

function giversTo(held: readonly Holding[], line: WaterLine): Giver[] {
  const after = afterwards(held, line);
  return gatherGivers(
    held.map(({ id, key, exposure }) => ({
      key,
      item: null,
      madeIn: null,
      exposure: exposure - (after.get(id) ?? 0),
    })),
  );
}

function afterwards(held: readonly Holding[], line: WaterLine): Map<string, number> {
  const after = levelled(
    held.map(({ exposure }) => exposure),
    line,
  );
  return new Map(held.map(({ id }, at) => [id, after[at] ?? 0]));
}

/** The most that any of those who gave holds. */
function highest({ level, kept }: WaterLine): number {
  return level + Number(kept > 0);
}
