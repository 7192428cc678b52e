import type { AffiliatedCell } from "../supply/affiliated-cell.ts";
import type { Scope } from "../supply/scope.ts";

/**
 * A cell in two windows. Its exposure is in the later one only (`now`), in the earlier only (`before`), or in
 * both.
 */
export interface ComparedCell<Cell extends AffiliatedCell = AffiliatedCell> {
  cell: Cell;
  now: number;
  before: number;
  both: number;
}

interface CellsOf<Cell extends AffiliatedCell> extends Pick<Scope, "total"> {
  cells: readonly Cell[];
  optional: readonly Cell[];
}

/** The cells of a scope, now and before. */
export function compareCells<Cell extends AffiliatedCell>(
  now: CellsOf<Cell>,
  then: CellsOf<Cell>,
): ComparedCell<Cell>[] {
  return [...join(now.cells, then.cells), ...join(now.optional, then.optional)];
}

function join<Cell extends AffiliatedCell>(
  now: readonly Cell[],
  then: readonly Cell[],
): Iterable<ComparedCell<Cell>> {
  const byKey = new Map<string, ComparedCell<Cell>>();
  for (const cell of now) byKey.set(comparedKey(cell), { cell, now: cell.exposure, before: 0, both: 0 });
  for (const cell of then) {
    const same = byKey.get(comparedKey(cell)) ?? { cell, now: 0, before: 0, both: 0 };
    const both = Math.min(cell.common, cell.exposure, same.now);
    byKey.set(comparedKey(cell), { ...same, now: same.now - both, before: cell.exposure - both, both });
  }
  return byKey.values();
}

function comparedKey({ item, supplierId, originCountry }: AffiliatedCell): string {
  return JSON.stringify([item, supplierId, originCountry]);
}

/** Whether both windows have the same positions. */
export function isUnchanged(cells: readonly ComparedCell[]): boolean {
  return cells.every(({ now, before }) => now === 0 && before === 0);
}
