import { earlier, isInWindow, later, type Window } from "../values/day.ts";
import { addExposures } from "../values/exposure.ts";
import type { PeriodFigure } from "./overlap.ts";
import { isIllustrative, type Position } from "./position.ts";
import { mergeUnreadable, type Unreadable, type UnreadableItem } from "./unreadable.ts";

/** The exposure of all positions that share item, supplier, origin and program. `null` is unknown. */
export interface Cell {
  item: string;
  supplierId: string | null;
  originCountry: string | null;
  program: string | null;
  exposure: number;
}

/** The part of a cell that one import brought; `null` for what no import is known to have brought. */
export interface BroughtCell extends Cell {
  importId: string | null;
}

/** Exposure by the import that brought it; `null` for what no import is known to have brought. */
type ImportSums = Map<string | null, number>;

/**
 * All that an assessment needs of a sector's positions, however many there are. Folds form a commutative monoid
 * (`emptyFold`, `mergeFolds`): pages and shards may be folded in any order and split, with the same result.
 */
export interface Fold {
  cells: Map<string, Cell>;
  positions: number;
  exposure: number;
  /** Exposure of illustrative positions, in minor units like every exposure. */
  illustrative: number;
  /** The newest day up to the window's `asOf` that a position is dated, also one outside the window. */
  newestDate: string | null;
  /** How many positions are dated after the window's `asOf`: they wait. */
  waiting: number;
  /** Their exposure, in minor units; `MOST_WAITING` where it is that much or more. */
  waitingExposure: number;
  /** The first day that one of them is dated; `null` where none waits. */
  waitingFrom: string | null;
  /** The figures for periods that count in the window, each once. */
  figures: Map<string, PeriodFigure>;
  /** Of a window that another one is compared with: the cells of the positions that are in both. */
  common: Map<string, Cell>;
  /**
   * The cells divided by import, and of a window that is compared the part of them that is in both: only of a window
   * that asks for it, and `null` where that is more than `MOST_BROUGHT`. No measure and no hash depends on them.
   */
  brought: Map<string, BroughtCell> | null;
  broughtCommon: Map<string, BroughtCell> | null;
  /** All of that by import alone, however many cells there are. */
  imports: ImportSums;
  importsCommon: ImportSums;
  /** Stored items that could not be read. One is enough to make the assessment incomplete. */
  unreadable: number;
  /** The first of them. */
  unreadableItems: UnreadableItem[];
}

/** What the fold reads of a position. */
export interface FoldedPosition
  extends Pick<
    Position,
    "item" | "supplierId" | "originCountry" | "exposure" | "date" | "periodStart" | "program" | "source"
  > {
  /** The import that brought it; `null`, or left out, where that is not known. */
  importId?: string | null;
}

/** The fold of no positions: the neutral element of `mergeFolds`. */
export function emptyFold(): Fold {
  return {
    cells: new Map(),
    common: new Map(),
    brought: new Map(),
    broughtCommon: new Map(),
    imports: new Map(),
    importsCommon: new Map(),
    positions: 0,
    exposure: 0,
    illustrative: 0,
    newestDate: null,
    waiting: 0,
    waitingExposure: 0,
    waitingFrom: null,
    figures: new Map(),
    unreadable: 0,
    unreadableItems: [],
  };
}

/**
 * Adds the positions that count in the window to `fold`, in place: a sector may have millions.
 * @throws RangeError when a sum passes 2^53 − 1 minor units.
 */
export function foldPositions(fold: Fold, positions: Iterable<FoldedPosition>, window: Window): void {
  const { comparedWith } = window;
  for (const position of positions) {
    if (position.date !== null && position.date > window.asOf) {
      fold.waiting += 1;
      fold.waitingExposure = addWaiting(fold.waitingExposure, position.exposure);
      fold.waitingFrom = earlier(fold.waitingFrom, position.date);
      continue;
    }
    fold.newestDate = later(fold.newestDate, position.date);
    if (!isInWindow(position.date, position.periodStart, window)) continue;
    noteFigure(fold.figures, position);
    addToCell(fold.cells, position);
    const isInBoth =
      comparedWith !== undefined && isInWindow(position.date, position.periodStart, comparedWith);
    if (isInBoth) addToCell(fold.common, position);
    if (window.tellsImports === true) {
      const { importId = null, exposure } = position;
      fold.brought = addToBrought(fold.brought, position);
      addToImport(fold.imports, importId, exposure);
      if (isInBoth) {
        fold.broughtCommon = addToBrought(fold.broughtCommon, position);
        addToImport(fold.importsCommon, importId, exposure);
      }
    }
    fold.positions += 1;
    fold.exposure = addExposures(fold.exposure, position.exposure);
    if (isIllustrative(position)) fold.illustrative += position.exposure;
  }
}

/**
 * The fold of everything in `a` and everything in `b`; neither is changed.
 * @throws RangeError when a sum passes 2^53 − 1 minor units.
 */
export function mergeFolds(a: Fold, b: Fold): Fold {
  const cells = new Map<string, Cell>();
  const common = new Map<string, Cell>();
  for (const cell of [...a.cells.values(), ...b.cells.values()]) addToCell(cells, cell);
  for (const cell of [...a.common.values(), ...b.common.values()]) addToCell(common, cell);
  return {
    cells,
    common,
    brought: mergeBrought(a.brought, b.brought),
    broughtCommon: mergeBrought(a.broughtCommon, b.broughtCommon),
    imports: mergeImports(a.imports, b.imports),
    importsCommon: mergeImports(a.importsCommon, b.importsCommon),
    positions: a.positions + b.positions,
    exposure: addExposures(a.exposure, b.exposure),
    illustrative: a.illustrative + b.illustrative,
    newestDate: later(a.newestDate, b.newestDate),
    waiting: a.waiting + b.waiting,
    waitingExposure: addWaiting(a.waitingExposure, b.waitingExposure),
    waitingFrom: earlier(a.waitingFrom, b.waitingFrom),
    figures: new Map([...a.figures, ...b.figures]),
    ...unreadableIn([unreadableOf(a), unreadableOf(b)]),
  };
}

/** The fold with more stored rows that could not be read. */
export function withUnreadable(fold: Fold, ...more: Unreadable[]): Fold {
  return { ...fold, ...unreadableIn([unreadableOf(fold), ...more]) };
}

function unreadableOf({ unreadable, unreadableItems }: Fold): Unreadable {
  return { count: unreadable, first: unreadableItems };
}

function unreadableIn(all: Unreadable[]): Pick<Fold, "unreadable" | "unreadableItems"> {
  const { count, first } = mergeUnreadable(all);
  return { unreadable: count, unreadableItems: first };
}

/**
 * The fold as text that is the same for every order of positions and pages; its digest is the input hash. What waits
 * is left out: an assessment of a past day is the same whatever has come since.
 */
export function canonicalFold(fold: Fold): string {
  const inOrder = (some: Map<string, Cell>) =>
    [...some.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => canonicalCell(cell));
  const { positions, exposure, illustrative, newestDate, unreadable } = fold;
  return JSON.stringify({
    positions,
    exposure,
    illustrative,
    newestDate,
    unreadable,
    cells: inOrder(fold.cells),
    ...(fold.common.size === 0 ? {} : { common: inOrder(fold.common) }),
  });
}

function canonicalCell({ item, supplierId, originCountry, program, exposure }: Cell): unknown[] {
  return [item, supplierId, originCountry, program, exposure];
}

/** The largest sum that is kept of what waits: nothing is measured by it, so that no row to come can stop a sector. */
export const MOST_WAITING = Number.MAX_SAFE_INTEGER;

function addWaiting(a: number, b: number): number {
  return Math.min(MOST_WAITING, a + b);
}

function noteFigure(
  figures: Fold["figures"],
  { source, item, date, periodStart }: Pick<FoldedPosition, "source" | "item" | "date" | "periodStart">,
): void {
  if (periodStart === null || date === null || source === null) return;
  const identity = `${source}\u0000${item}\u0000${periodStart}\u0000${date}`;
  if (!figures.has(identity))
    figures.set(identity, { source, code: item, from: periodStart, to: date, identity });
}

function mergeImports(a: ImportSums, b: ImportSums): ImportSums {
  const sums: ImportSums = new Map(a);
  for (const [importId, exposure] of b) addToImport(sums, importId, exposure);
  return sums;
}

function addToImport(sums: ImportSums, importId: string | null, exposure: number): void {
  sums.set(importId, addExposures(sums.get(importId) ?? 0, exposure));
}

/** As many cells as are told apart by import: what is stored of them fits into one item. */
const MOST_BROUGHT = 20_000;

function mergeBrought(a: Fold["brought"], b: Fold["brought"]): Fold["brought"] {
  if (a === null || b === null) return null;
  return [...a.values(), ...b.values()].reduce<Fold["brought"]>(addToBrought, new Map());
}

function addToBrought(cells: Fold["brought"], addend: Cell & { importId?: string | null }): Fold["brought"] {
  // Whether there are too many does not depend on the order: a part of all has no more cells than all.
  if (cells === null) return null;
  const { item, supplierId, originCountry, program, exposure, importId = null } = addend;
  const key = `${cellKey(addend)}\u0000${importId ?? ""}`;
  const cell = cells.get(key);
  if (cell !== undefined) {
    cell.exposure = addExposures(cell.exposure, exposure);
    return cells;
  }
  if (cells.size === MOST_BROUGHT) return null;
  return cells.set(key, { item, supplierId, originCountry, program, exposure, importId });
}

/** What tells a cell from others: all but its exposure. */
export function cellKey({ item, supplierId, originCountry, program }: Omit<Cell, "exposure">): string {
  // The separator cannot stand in an identifier, and an identifier is never empty.
  return `${item}\u0000${supplierId ?? ""}\u0000${originCountry ?? ""}\u0000${program ?? ""}`;
}

function addToCell(cells: Map<string, Cell>, addend: Cell): void {
  const { item, supplierId, originCountry, program, exposure } = addend;
  const key = cellKey(addend);
  const cell = cells.get(key);
  if (cell !== undefined) {
    cell.exposure = addExposures(cell.exposure, exposure);
    return;
  }
  cells.set(key, { item, supplierId, originCountry, program, exposure });
}
