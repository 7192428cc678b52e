import { collectPositions, type DatedPositions } from "../../shared/supply/dated-positions.ts";
import { createSlidingFold } from "../../shared/supply/sliding-fold.ts";
import { mergeUnreadable, NOTHING_UNREADABLE, type Unreadable } from "../../shared/supply/unreadable.ts";
import type { Window } from "../../shared/values/day.ts";
import { MOST_EXPOSURE } from "../../shared/values/exposure.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { ALL_DAYS, type PositionStore } from "../ports/supply.ts";
import { pageUpTo, withExactSums } from "./exact-sums.ts";

/** All positions of a sector, to be folded in one window after another, and what could not be read. */
export interface DatedRows {
  positions: DatedPositions;
  unreadable: Unreadable;
}

/**
 * Reads each position of a sector once. When the sum of one of `windows` is too large to be exact, the largest positions
 * are left out, as `loadFolds` does.
 */
export async function loadDated(
  store: PositionStore,
  sector: SectorId,
  windows: (positions: DatedPositions) => Iterable<Window>,
): Promise<DatedRows> {
  return withExactSums(async (most) => {
    const rows = await collectUpTo(most, store, sector);
    if (!isExact(rows.positions)) {
      for (const window of windows(rows.positions)) createSlidingFold(rows.positions)(window);
    }
    return rows;
  });
}

async function collectUpTo(most: number, store: PositionStore, sector: SectorId): Promise<DatedRows> {
  const collector = collectPositions();
  const unreadable = await Promise.all(
    store.shards(sector, ALL_DAYS, most < MOST_EXPOSURE).map(async (pages) => {
      let bad = NOTHING_UNREADABLE;
      for await (const page of pages) {
        const { rows, unreadable } = pageUpTo(most, page);
        collector.add(rows);
        bad = mergeUnreadable([bad, unreadable]);
      }
      return bad;
    }),
  );
  return { positions: collector.collected(), unreadable: mergeUnreadable(unreadable) };
}

/** Whether even the sum of all positions is exact. */
function isExact({ exposure }: DatedPositions): boolean {
  let sum = 0;
  for (const one of exposure) sum += one;
  return Number.isSafeInteger(sum);
}
