import { leastWhole } from "../values/least-whole.ts";
import { ratio } from "../values/ratio.ts";
import { createBasin, filled, heldAt, pour, squaresAdded } from "./basin.ts";
import { type Giver, gatherGivers, type Move, type NoMove, type Target, type Transfer } from "./remedy.ts";
import { byTakes, roomOf, takerOf, takersOf } from "./takers.ts";
import { levelled, lineBelow, squaresAt, squaresFromEach, type WaterLine } from "./water-level.ts";

/**
 * Exposure that certainly belongs to one key. `key` is `null` when it is not known which key; `id` identifies
 * it.
 */
export interface Holding {
  id: string;
  key: string | null;
  exposure: number;
}

/** A concentration: the holdings and their total. */
export interface Holdings {
  /** The largest first. */
  held: readonly Holding[];
  total: number;
}

/** Holdings in a fixed order, largest first. */
export function holdingsOf(held: readonly Holding[], total: number): Holdings {
  return { held: [...held].sort((a, b) => b.exposure - a.exposure || (a.id < b.id ? -1 : 1)), total };
}

/** A move, and what each holder has left after it, by id. */
export type Concentration = Omit<Move, "clearsPossible"> & { after: Map<string, number> };

/**
 * The move for a limit on the sum of squares (HHI, effective number). The largest holdings come down to a
 * common level, and new sources take the exposure, spread as finely as possible, one minor unit each. No other
 * move needs less, since squares are convex. `measureOf` computes the measure from a sum of squares.
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
 * The smallest move that clears when only known holders take: the smallest rise to a common level, none to more
 * than `growth` times what it holds. `null` when this does not clear.
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
  // Beyond that, takers would hold more than givers.
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
 * The move for a limit on the sum of the n largest: the largest come down to a common level, as far as
 * necessary. Known holders take within `growth`, as long as they are not larger than the smallest of the n
 * afterwards; new sources take the rest.
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
    // Givers cannot take: they hold more than the smallest of the n.
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

/** The sum of the n largest, and the smallest of them, after this much has moved to new sources. */
function largestAfter(descending: readonly number[], n: number, units: number) {
  // They are still in order: those that come down stay above the rest.
  const largest = levelled(descending, lineBelow(descending, units))
    .slice(0, n)
    .filter((size) => size > 0);
  // When fewer than n holders are known, new sources are among the n largest, with at least one unit each.
  const fresh = Math.min(n - largest.length, units);
  return { sum: largest.reduce((sum, size) => sum + size, fresh), smallest: largest[n - 1] ?? 1 };
}

const TOO_FINE: NoMove = { none: "however fine the spread, that much stays together" };

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

/** The largest holding of a giver. */
function highest({ level, kept }: WaterLine): number {
  return level + Number(kept > 0);
}
