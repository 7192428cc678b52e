import { addToCell } from "./cell.ts";
import { emptyFold, type Fold, mergeTotals } from "./fold.ts";

/**
 * Adds up folds one after the other, in any order, so that only the sum and one fold are in memory. The sum is the same as
 * that of `mergeFolds`.
 */
export interface FoldSum {
  /** @throws InexactSum when a sum passes 2^53 − 1 minor units. */
  add(fold: Fold): void;
  sum(): Fold;
}

/** The sum of no folds. */
export function createFoldSum(): FoldSum {
  let total = emptyFold();
  return {
    sum: () => total,
    add(fold) {
      const { cells, common, figures } = total;
      for (const cell of fold.cells.values()) addToCell(cells, cell);
      for (const cell of fold.common.values()) addToCell(common, cell);
      for (const [identity, figure] of fold.figures) figures.set(identity, figure);
      total = { ...mergeTotals(total, fold), cells, common, figures };
    },
  };
}
