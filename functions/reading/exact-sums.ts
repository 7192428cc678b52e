import type { FoldedPosition } from "../../shared/supply/fold-positions.ts";
import { mergeUnreadable, tooLargeToSum } from "../../shared/supply/unreadable.ts";
import { InexactSum, MOST_EXPOSURE } from "../../shared/values/exposure.ts";
import type { Page } from "../ports/supply.ts";

/**
 * Reads positions whose sums are exact. When a sum is not (`InexactSum`), it reads again without the largest positions: it
 * tries one power of ten after the other as the most that a position may be.
 */
export async function withExactSums<Read>(read: (most: number) => Promise<Read>): Promise<Read> {
  for (let most: number = MOST_EXPOSURE; ; most /= 10) {
    try {
      return await read(most);
    } catch (error) {
      if (!(error instanceof InexactSum)) throw error;
    }
  }
}

/** A page without its positions above `most`: they count as unreadable. */
export function pageUpTo(most: number, page: Page<FoldedPosition>): Page<FoldedPosition> {
  const { rows, keys = [], unreadable } = page;
  const large = rows.flatMap(({ exposure }, at) => (exposure > most ? [at] : []));
  if (large.length === 0) return page;
  const first = large.flatMap((at) => keys[at] ?? []);
  return {
    rows: rows.filter(({ exposure }) => exposure <= most),
    unreadable: mergeUnreadable([unreadable, tooLargeToSum(large.length, first)]),
  };
}
