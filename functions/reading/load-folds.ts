import { emptyFold, type Fold, mergeFolds, withUnreadable } from "../../shared/supply/fold.ts";
import { foldPositions } from "../../shared/supply/fold-positions.ts";
import { mergeUnreadable, NOTHING_UNREADABLE } from "../../shared/supply/unreadable.ts";
import { type Day, earlier, type Window } from "../../shared/values/day.ts";
import { MOST_EXPOSURE } from "../../shared/values/exposure.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { PositionStore } from "../ports/supply.ts";
import { pageUpTo, withExactSums } from "./exact-sums.ts";

/**
 * Folds a sector's positions for each window, and reads them once for all windows: only the days that one of them counts or
 * that come later, all shards at the same time, each page by page, so that never all positions are in memory. When a sum is too
 * large to be exact, the largest positions are left out and counted as unreadable.
 */
export async function loadFolds(
  positions: PositionStore,
  sector: SectorId,
  windows: Window[],
): Promise<Fold[]> {
  return withExactSums((most) => foldsUpTo(most, positions, sector, windows));
}

/**
 * The same, without the positions above `most`, which count as unreadable.
 * @throws InexactSum when a sum is not exact even so.
 */
export async function foldsUpTo(
  most: number,
  positions: PositionStore,
  sector: SectorId,
  windows: Window[],
): Promise<Fold[]> {
  const after = windows.map((window) => window.after).reduce<Day | null>(earlier, null);
  const byShard = await Promise.all(
    positions.shards(sector, { after, upTo: null }, most < MOST_EXPOSURE).map(async (pages) => {
      const folds = windows.map(emptyFold);
      let bad = NOTHING_UNREADABLE;
      for await (const page of pages) {
        const { rows, unreadable } = pageUpTo(most, page);
        for (const [at, window] of windows.entries()) {
          const fold = folds[at];
          if (fold === undefined) continue;
          foldPositions(fold, rows, window);
        }
        bad = mergeUnreadable([bad, unreadable]);
      }
      return folds.map((fold) => withUnreadable(fold, bad));
    }),
  );
  const folds = windows.map((_, at) =>
    byShard.map((folds) => folds[at] ?? emptyFold()).reduce(mergeFolds, emptyFold()),
  );
  return await withOlderDates(folds, positions, sector, after);
}

/** The folds with the newest date of a position where all dated positions are older than the days that were read. */
export async function withOlderDates(
  folds: Fold[],
  positions: PositionStore,
  sector: SectorId,
  upTo: Day | null,
): Promise<Fold[]> {
  if (upTo === null || folds.every(({ newestDate }) => newestDate !== null)) return folds;
  const older = await positions.newestDate(sector, upTo);
  return folds.map((fold) => ({ ...fold, newestDate: fold.newestDate ?? older }));
}
