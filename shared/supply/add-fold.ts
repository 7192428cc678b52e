import { earlier, later } from "../values/day.ts";
import { addExposures, asMinor } from "../values/exposure.ts";
import { mergeBrought, mergeImports } from "./brought.ts";
import { addToCell } from "./cell.ts";
import { addWaiting, emptyFold, type Fold } from "./fold.ts";
import { mergeUnreadable } from "./unreadable.ts";

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
      const { count, first } = mergeUnreadable([
        { count: total.unreadable, first: total.unreadableItems },
        { count: fold.unreadable, first: fold.unreadableItems },
      ]);
      total = {
        cells,
        common,
        figures,
        brought: mergeBrought(total.brought, fold.brought),
        broughtCommon: mergeBrought(total.broughtCommon, fold.broughtCommon),
        imports: mergeImports(total.imports, fold.imports),
        importsCommon: mergeImports(total.importsCommon, fold.importsCommon),
        positions: total.positions + fold.positions,
        exposure: addExposures(total.exposure, fold.exposure),
        illustrative: asMinor(total.illustrative + fold.illustrative),
        newestDate: later(total.newestDate, fold.newestDate),
        waiting: total.waiting + fold.waiting,
        waitingExposure: addWaiting(total.waitingExposure, fold.waitingExposure),
        waitingFrom: earlier(total.waitingFrom, fold.waitingFrom),
        unreadable: count,
        unreadableItems: first,
      };
    },
  };
}
