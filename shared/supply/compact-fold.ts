import type { Window } from "../values/day.ts";
import { asMinor } from "../values/exposure.ts";
import { type BroughtCells, broughtKey, type ImportSums } from "./brought.ts";
import { type Cell, cellKey } from "./cell.ts";
import { emptyFold, type Fold } from "./fold.ts";
import { createNumberTuples, type NumberTuples } from "./number-tuples.ts";
import { CELL_PARTS, cellOfTuple, figureOfTuple } from "./numbered-cells.ts";
import { ranksOf } from "./numbered-texts.ts";
import type { ColumnTexts, PositionColumns } from "./position-columns.ts";
import { type Sums, sumOf } from "./sums.ts";
import { addRows, emptyWindowSums, type SharedNumbers, type WindowSums } from "./window-sums.ts";

/**
 * Folds positions in columns, from all shards of a sector in any order, for several windows. The result is that of
 * `foldPositions`, which says what a fold is; here all sums stand in flat arrays by number.
 */
export interface CompactFold {
  /** @throws InexactSum when a sum passes 2^53 − 1 minor units. */
  add(columns: PositionColumns): void;
  /** One for each window, with their cells in an order that does not depend on the order of the positions. */
  folds(): Fold[];
}

/** Folds columns whose texts are `texts`. */
export function createCompactFold(texts: ColumnTexts, windows: Window[]): CompactFold {
  const cells = createNumberTuples();
  const shared = { brought: createNumberTuples(), figures: createNumberTuples() };
  const all = windows.map((window) => emptyWindowSums(window, texts));
  let cellOfRow = new Int32Array(0);
  return {
    add(columns) {
      if (cellOfRow.length < columns.count) cellOfRow = new Int32Array(columns.exposure.length);
      const { item, supplierId, originCountry, program } = columns;
      for (let row = 0; row < columns.count; row += 1) {
        cellOfRow[row] = cells.numberOf(
          item[row] as number,
          supplierId[row] as number,
          originCountry[row] as number,
          program[row] as number,
        );
      }
      for (const sums of all) addRows(sums, columns, cellOfRow, shared);
    },
    folds() {
      const inOrder = cellsInOrder(cells, texts);
      const found = { texts, cells, shared, inOrder };
      return windows.map((window, at) => foldOf(window, all[at] as WindowSums, found));
    },
  };
}

interface Found {
  texts: ColumnTexts;
  cells: NumberTuples;
  shared: SharedNumbers;
  /** The numbers of all cells, in the order of their texts. */
  inOrder: Int32Array;
}

function cellsInOrder(cells: NumberTuples, texts: ColumnTexts): Int32Array {
  const ranks = CELL_PARTS.map((name) => ranksOf(texts[name]));
  const rankOf = (cell: number, part: number) => ranks[part]?.[cells.partOf(cell, part)] ?? 0;
  return Int32Array.from({ length: cells.size() }, (_, cell) => cell).sort((a, b) => {
    for (const part of CELL_PARTS.keys()) {
      const difference = rankOf(a, part) - rankOf(b, part);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function foldOf({ withoutCells }: Window, sums: WindowSums, found: Found): Fold {
  const { inside, inBoth, positions, exposure, illustrative, waiting, waitingExposure } = sums;
  const { newestDate, waitingFrom } = sums.places.dates();
  return {
    ...emptyFold(),
    ...(withoutCells === true
      ? {}
      : { cells: cellsOf(inside.cells, found), common: cellsOf(inBoth.cells, found) }),
    brought: broughtOf(inside.brought, found),
    broughtCommon: broughtOf(inBoth.brought, found),
    imports: importsOf(inside.imports, found),
    importsCommon: importsOf(inBoth.imports, found),
    figures: figuresOf(sums.figures, found),
    positions,
    exposure,
    illustrative,
    newestDate,
    waiting,
    waitingExposure,
    waitingFrom,
  };
}

function cellsOf(sums: Sums, found: Found): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const number of found.inOrder) {
    const sum = sumOf(sums, number);
    if (sum === null) continue;
    const cell = { ...cellOfTuple(number, found.cells, found.texts), exposure: asMinor(sum) };
    cells.set(cellKey(cell), cell);
  }
  return cells;
}

function broughtOf(sums: Sums | null, found: Found): BroughtCells {
  if (sums === null) return null;
  const { brought } = found.shared;
  const cells = numbersOf(sums).map((number) => {
    const importId = found.texts.importId.textOf(brought.partOf(number, 1));
    const exposure = asMinor(sumOf(sums, number) ?? 0);
    return { ...cellOfTuple(brought.partOf(number, 0), found.cells, found.texts), exposure, importId };
  });
  return new Map(inOrderOf(cells.map((cell) => [broughtKey(cell), cell])));
}

function importsOf(sums: Sums, { texts }: Found): ImportSums {
  const imports = numbersOf(sums).map((number): [string | null, number] => [
    texts.importId.textOf(number),
    sumOf(sums, number) ?? 0,
  ]);
  return new Map(inOrderOf(imports).map(([importId, sum]) => [importId, asMinor(sum)]));
}

function figuresOf(sums: Sums, { texts, shared }: Found): Fold["figures"] {
  const figures = numbersOf(sums).map((number) => figureOfTuple(number, shared.figures, texts));
  return new Map(inOrderOf(figures.map((figure) => [figure.identity, figure])));
}

/** The numbers that have a sum. */
function numbersOf(sums: Sums): number[] {
  return [...sums.byNumber.keys()].filter((number) => sumOf(sums, number) !== null);
}

/** Entries by key, `null` first. */
function inOrderOf<Key extends string | null, Value>(entries: [Key, Value][]): [Key, Value][] {
  return entries.sort(([a], [b]) => ((a ?? "") < (b ?? "") ? -1 : 1));
}
