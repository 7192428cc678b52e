import type { Window } from "../values/day.ts";
import { addExposures, asMinor, type Minor } from "../values/exposure.ts";
import { MOST_BROUGHT } from "./brought.ts";
import { addWaiting } from "./fold.ts";
import type { NumberTuples } from "./number-tuples.ts";
import type { ColumnTexts, PositionColumns } from "./position-columns.ts";
import { addTo, emptySums, type Sums } from "./sums.ts";
import { createWindowPlaces, IN_BOTH, OUTSIDE, WAITING, type WindowPlaces } from "./window-places.ts";

/** What a fold adds up of the positions in a window, or of those that are also in the window it is compared with. */
interface PartSums {
  /** By the number of the cell. */
  cells: Sums;
  /** By the number of the cell and import; `null` when there are too many, or nobody asks for them. */
  brought: Sums | null;
  /** By the number of the import. */
  imports: Sums;
}

/** A fold of one window, in numbers. */
export interface WindowSums {
  places: WindowPlaces;
  tellsImports: boolean;
  inside: PartSums;
  inBoth: PartSums;
  /** The numbers of the figures that count; their sums mean nothing. */
  figures: Sums;
  positions: number;
  exposure: Minor;
  illustrative: Minor;
  waiting: number;
  waitingExposure: Minor;
}

/** What windows share: the numbers of cells by import, and of figures. */
export interface SharedNumbers {
  /** Cell and import. */
  brought: NumberTuples;
  /** Source, item, start of the period and date. */
  figures: NumberTuples;
}

export function emptyWindowSums(window: Window, texts: ColumnTexts): WindowSums {
  const tellsImports = window.tellsImports === true;
  return {
    places: createWindowPlaces(window, texts),
    tellsImports,
    inside: emptyPart(),
    inBoth: emptyPart(),
    figures: emptySums(),
    positions: 0,
    exposure: asMinor(0),
    illustrative: asMinor(0),
    waiting: 0,
    waitingExposure: asMinor(0),
  };
}

function emptyPart(): PartSums {
  return { cells: emptySums(), brought: emptySums(), imports: emptySums() };
}

/**
 * Adds rows to the sums of a window, in place; `cells` holds the number of each row's cell.
 * @throws InexactSum when a sum passes 2^53 − 1 minor units.
 */
export function addRows(
  sums: WindowSums,
  columns: PositionColumns,
  cells: Int32Array,
  shared: SharedNumbers,
): void {
  for (let row = 0; row < columns.count; row += 1) {
    const place = sums.places.placeOf(columns.date[row] as number, columns.periodStart[row] as number);
    if (place === OUTSIDE) continue;
    if (place === WAITING) addWaitingRow(sums, columns.exposure[row] as number);
    else addCountedRow(sums, columns, row, cells, place === IN_BOTH, shared);
  }
  // Every other sum is a part of this one. A sum that has passed the limit never comes back below it.
  sums.exposure = addExposures(sums.exposure, asMinor(0));
}

function addWaitingRow(sums: WindowSums, exposure: number): void {
  sums.waiting += 1;
  sums.waitingExposure = addWaiting(sums.waitingExposure, asMinor(exposure));
}

function addCountedRow(
  sums: WindowSums,
  columns: PositionColumns,
  row: number,
  cells: Int32Array,
  isInBoth: boolean,
  shared: SharedNumbers,
): void {
  const exposure = columns.exposure[row] as number;
  const { inside, inBoth } = sums;
  sums.positions += 1;
  sums.exposure = asMinor(sums.exposure + exposure);
  if (columns.illustrative[row] === 1) sums.illustrative = asMinor(sums.illustrative + exposure);
  addTo(inside.cells, cells[row] as number, exposure);
  if (isInBoth) addTo(inBoth.cells, cells[row] as number, exposure);
  if (columns.figureSource[row] !== 0) noteFigure(sums.figures, columns, row, shared);
  if (!sums.tellsImports) return;
  addToImport(inside, columns, row, cells, shared);
  if (isInBoth) addToImport(inBoth, columns, row, cells, shared);
}

function noteFigure(
  figures: Sums,
  { figureSource, item, periodStart, date }: PositionColumns,
  row: number,
  shared: SharedNumbers,
): void {
  const [source = 0, code = 0] = [figureSource[row], item[row]];
  addTo(figures, shared.figures.numberOf(source, code, periodStart[row] ?? 0, date[row] ?? 0), 0);
}

function addToImport(
  part: PartSums,
  { importId, exposure }: PositionColumns,
  row: number,
  cells: Int32Array,
  shared: SharedNumbers,
): void {
  const amount = exposure[row] as number;
  addTo(part.imports, importId[row] as number, amount);
  if (part.brought === null) return;
  addTo(part.brought, shared.brought.numberOf(cells[row] as number, importId[row] as number, 0, 0), amount);
  if (part.brought.count > MOST_BROUGHT) part.brought = null;
}
