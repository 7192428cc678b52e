import { earlier, isInWindow, later, type Window } from "../values/day.ts";
import { addExposures } from "../values/exposure.ts";
import { addToBrought, addToImport } from "./brought.ts";
import { addToCell } from "./cell.ts";
import { addWaiting, type Fold } from "./fold.ts";
import { figureIdentity, type PeriodFigure } from "./overlap.ts";
import { isIllustrative, type Position } from "./position.ts";

/**
 * The fields of a position that the fold reads. It reads of `source` whether the position is illustrative, and of a figure
 * for a period all of it.
 */
export interface FoldedPosition
  extends Pick<
    Position,
    "item" | "supplierId" | "originCountry" | "exposure" | "date" | "periodStart" | "program" | "source"
  > {
  /** The import that brought the position; `null` or absent where it is not known. */
  importId?: string | null;
}

/**
 * Adds the positions that count in the window to `fold`. It changes `fold` in place, since a sector may have
 * millions of positions.
 * @throws RangeError when a sum passes 2^53 − 1 minor units.
 */
export function foldPositions(fold: Fold, positions: Iterable<FoldedPosition>, window: Window): void {
  for (const position of positions) {
    if (position.date !== null && position.date > window.asOf) {
      fold.waiting += 1;
      fold.waitingExposure = addWaiting(fold.waitingExposure, position.exposure);
      fold.waitingFrom = earlier(fold.waitingFrom, position.date);
      continue;
    }
    fold.newestDate = later(fold.newestDate, position.date);
    if (isInWindow(position.date, position.periodStart, window)) addCounted(fold, position, window);
  }
}

/** Adds a position that counts in the window. */
function addCounted(fold: Fold, position: FoldedPosition, window: Window): void {
  const { importId = null, exposure, date, periodStart } = position;
  const isInBoth = window.comparedWith !== undefined && isInWindow(date, periodStart, window.comparedWith);
  noteFigure(fold.figures, position);
  if (window.withoutCells !== true) {
    addToCell(fold.cells, position);
    if (isInBoth) addToCell(fold.common, position);
  }
  if (window.tellsImports === true) {
    fold.brought = addToBrought(fold.brought, position);
    addToImport(fold.imports, importId, exposure);
  }
  if (window.tellsImports === true && isInBoth) {
    fold.broughtCommon = addToBrought(fold.broughtCommon, position);
    addToImport(fold.importsCommon, importId, exposure);
  }
  fold.positions += 1;
  fold.exposure = addExposures(fold.exposure, exposure);
  if (isIllustrative(position)) fold.illustrative = addExposures(fold.illustrative, exposure);
}

function noteFigure(figures: Fold["figures"], position: FoldedPosition): void {
  const figure = figureOf(position);
  if (figure !== null && !figures.has(figure.identity)) figures.set(figure.identity, figure);
}

/** The figure for a period that a position belongs to; `null` when it belongs to none. */
export function figureOf({ source, item, date, periodStart }: FoldedPosition): PeriodFigure | null {
  if (periodStart === null || date === null || source === null) return null;
  const figure = { source, code: item, from: periodStart, to: date };
  return { ...figure, identity: figureIdentity(figure) };
}
