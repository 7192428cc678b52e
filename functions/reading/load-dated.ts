import type { DatedPositions } from "../../shared/supply/dated-positions.ts";
import type { FoldedPosition } from "../../shared/supply/fold-positions.ts";
import { collectPositions } from "../../shared/supply/position-collector.ts";
import {
  addRow,
  type ColumnTexts,
  createColumns,
  createColumnTexts,
} from "../../shared/supply/position-columns.ts";
import { createSlidingFold } from "../../shared/supply/sliding-fold.ts";
import { mergeUnreadable, NOTHING_UNREADABLE, type Unreadable } from "../../shared/supply/unreadable.ts";
import type { Window } from "../../shared/values/day.ts";
import { MOST_EXPOSURE } from "../../shared/values/exposure.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { ALL_DAYS, type ColumnPage, type Page, type PositionStore } from "../ports/supply.ts";
import { atMost } from "../runtime/at-most.ts";
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
  const texts = createColumnTexts();
  const collector = collectPositions(texts);
  let bad = NOTHING_UNREADABLE;
  await atMost(SHARDS_AT_ONCE, pagesUpTo(most, store, sector, texts), async (pages) => {
    for await (const { columns, unreadable } of pages) {
      collector.add(columns);
      bad = mergeUnreadable([bad, unreadable]);
    }
  });
  return { positions: collector.collected(), unreadable: bad };
}

// While a page of one is collected, those of others are on their way.
const SHARDS_AT_ONCE = 4;

function pagesUpTo(
  most: number,
  store: PositionStore,
  sector: SectorId,
  texts: ColumnTexts,
): AsyncIterable<ColumnPage>[] {
  if (most >= MOST_EXPOSURE) return store.columns(sector, ALL_DAYS, texts);
  return store.shards(sector, ALL_DAYS, true).map((pages) => columnsUpTo(most, pages, texts));
}

/** The same without the positions above `most`, which is rare: row by row, because the keys of those left out are told. */
async function* columnsUpTo(
  most: number,
  pages: AsyncIterable<Page<FoldedPosition>>,
  texts: ColumnTexts,
): AsyncGenerator<ColumnPage> {
  const columns = createColumns(1);
  for await (const page of pages) {
    const { rows, unreadable } = pageUpTo(most, page);
    columns.count = 0;
    for (const row of rows) addRow(columns, texts, row);
    yield { columns, unreadable };
  }
}

/** Whether even the sum of all positions is exact. */
function isExact({ exposure }: DatedPositions): boolean {
  let sum = 0;
  for (const one of exposure) sum += one;
  return Number.isSafeInteger(sum);
}
