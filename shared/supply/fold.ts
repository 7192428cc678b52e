import { type Day, earlier, later } from "../values/day.ts";
import { addExposures, asMinor, type Minor } from "../values/exposure.ts";
import { type BroughtCells, type ImportSums, mergeBrought, mergeImports } from "./brought.ts";
import { type Cell, mergeCells } from "./cell.ts";
import type { PeriodFigure } from "./overlap.ts";
import { mergeUnreadable, type Unreadable, type UnreadableItem } from "./unreadable.ts";

/**
 * All that an assessment needs of a sector's positions, however many there are. Exposures are in minor units.
 * Folds form a commutative monoid (`emptyFold`, `mergeFolds`): pages and shards can be folded in any order, and
 * the result is the same.
 */
export interface Fold {
  /** Empty when the window is `withoutCells`, as is `common`. */
  cells: Map<string, Cell>;
  positions: number;
  exposure: Minor;
  /** The exposure of illustrative positions. */
  illustrative: Minor;
  /** The newest date of a position up to the window's `asOf`, in the window or before it. */
  newestDate: Day | null;
  /** How many positions are waiting: they are dated after the window's `asOf`. */
  waiting: number;
  /** The exposure of the waiting positions; `MOST_WAITING` when it is that much or more. */
  waitingExposure: Minor;
  /** The earliest date of a waiting position; `null` when none waits. */
  waitingFrom: Day | null;
  /** The figures for periods that count in the window, each once. */
  figures: Map<string, PeriodFigure>;
  /** The cells of positions that also count in `comparedWith` of the window; empty for other windows. */
  common: Map<string, Cell>;
  /**
   * `cells` and `common` divided by import: filled only when the window has `tellsImports`, and `null` when there are
   * too many. No measure and no hash depends on them.
   */
  brought: BroughtCells;
  broughtCommon: BroughtCells;
  /** The same exposure by import only, which is complete however many cells there are. */
  imports: ImportSums;
  importsCommon: ImportSums;
  /** How many stored items could not be read. One is enough to make the assessment incomplete. */
  unreadable: number;
  /** The first of them, by key. */
  unreadableItems: UnreadableItem[];
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
    exposure: asMinor(0),
    illustrative: asMinor(0),
    newestDate: null,
    waiting: 0,
    waitingExposure: asMinor(0),
    waitingFrom: null,
    figures: new Map(),
    unreadable: 0,
    unreadableItems: [],
  };
}

/**
 * The fold of all positions of `a` and `b`; neither is changed.
 * @throws RangeError when a sum passes 2^53 − 1 minor units.
 */
export function mergeFolds(a: Fold, b: Fold): Fold {
  return {
    ...mergeTotals(a, b),
    cells: mergeCells(a.cells, b.cells),
    common: mergeCells(a.common, b.common),
    figures: new Map([...a.figures, ...b.figures]),
  };
}

/** All but the cells and the figures of `mergeFolds`: what stays small, however many cells there are. */
export function mergeTotals(a: Fold, b: Fold): Omit<Fold, "cells" | "common" | "figures"> {
  return {
    brought: mergeBrought(a.brought, b.brought),
    broughtCommon: mergeBrought(a.broughtCommon, b.broughtCommon),
    imports: mergeImports(a.imports, b.imports),
    importsCommon: mergeImports(a.importsCommon, b.importsCommon),
    positions: a.positions + b.positions,
    exposure: addExposures(a.exposure, b.exposure),
    illustrative: asMinor(a.illustrative + b.illustrative),
    newestDate: later(a.newestDate, b.newestDate),
    waiting: a.waiting + b.waiting,
    waitingExposure: addWaiting(a.waitingExposure, b.waitingExposure),
    waitingFrom: earlier(a.waitingFrom, b.waitingFrom),
    ...unreadableFields([foldUnreadable(a), foldUnreadable(b)]),
  };
}

/** The fold with more stored items that could not be read. */
export function withUnreadable(fold: Fold, ...more: Unreadable[]): Fold {
  return { ...fold, ...unreadableFields([foldUnreadable(fold), ...more]) };
}

function foldUnreadable({ unreadable, unreadableItems }: Fold): Unreadable {
  return { count: unreadable, first: unreadableItems };
}

function unreadableFields(all: Unreadable[]): Pick<Fold, "unreadable" | "unreadableItems"> {
  const { count, first } = mergeUnreadable(all);
  return { unreadable: count, unreadableItems: first };
}

/**
 * The largest sum that is kept for waiting positions, in minor units. No measure uses this sum, so it stops
 * here instead of failing: a future position cannot stop a sector.
 */
export const MOST_WAITING = asMinor(Number.MAX_SAFE_INTEGER);

/** The sum of two waiting exposures, at most `MOST_WAITING`. */
export function addWaiting(a: Minor, b: Minor): Minor {
  return asMinor(Math.min(MOST_WAITING, a + b));
}
