import { createCompactFold } from "../../shared/supply/compact-fold.ts";
import { emptyFold, type Fold, mergeFolds, withUnreadable } from "../../shared/supply/fold.ts";
import { foldPositions } from "../../shared/supply/fold-positions.ts";
import { createColumnTexts } from "../../shared/supply/position-columns.ts";
import { mergeUnreadable, NOTHING_UNREADABLE } from "../../shared/supply/unreadable.ts";
import { type Day, earlier, type Window } from "../../shared/values/day.ts";
import { MOST_EXPOSURE } from "../../shared/values/exposure.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Days, PositionStore } from "../ports/supply.ts";
import { atMost } from "../runtime/at-most.ts";
import { pageUpTo, withExactSums } from "./exact-sums.ts";

/**
 * Folds a sector's positions for each window, and reads them once for all windows: only the days that one of them counts or
 * that come later, page by page, so that never all positions are in memory. When a sum is too large to be exact, the largest
 * positions are left out and counted as unreadable.
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
  const days = { after, upTo: null };
  const folds = await (most < MOST_EXPOSURE
    ? foldRows(most, positions, sector, days, windows)
    : foldColumns(positions, sector, days, windows));
  return await withOlderDates(folds, positions, sector, after);
}

/** Folds a few shards at the same time into one fold per window, with one page of each in memory. */
async function foldColumns(
  positions: PositionStore,
  sector: SectorId,
  days: Days,
  windows: Window[],
): Promise<Fold[]> {
  const texts = createColumnTexts();
  const fold = createCompactFold(texts, windows);
  let bad = NOTHING_UNREADABLE;
  await atMost(SHARDS_AT_ONCE, positions.columns(sector, days, texts), async (pages) => {
    for await (const { columns, unreadable } of pages) {
      fold.add(columns);
      bad = mergeUnreadable([bad, unreadable]);
    }
  });
  return fold.folds().map((one) => withUnreadable(one, bad));
}

// While the page of one is folded, those of others are on their way.
const SHARDS_AT_ONCE = 4;

/** The same without the positions above `most`, which is rare: row by row, because the keys of those left out are told. */
async function foldRows(
  most: number,
  positions: PositionStore,
  sector: SectorId,
  days: Days,
  windows: Window[],
): Promise<Fold[]> {
  const byShard = await Promise.all(
    positions.shards(sector, days, true).map(async (pages) => {
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
  return windows.map((_, at) =>
    byShard.map((folds) => folds[at] ?? emptyFold()).reduce(mergeFolds, emptyFold()),
  );
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
