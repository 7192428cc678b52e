import type { Cell } from "./cell.ts";
import type { Fold } from "./fold.ts";

/**
 * A fold as text, the same for every order of positions and pages. Its digest is the input hash. Waiting
 * positions are left out, so that the assessment of a past day stays the same whatever is imported later.
 */
export function canonicalFold(fold: Fold): string {
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

function inOrder(cells: ReadonlyMap<string, Cell>): unknown[][] {
  return [...cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => canonicalCell(cell));
}

function canonicalCell({ item, supplierId, originCountry, program, exposure }: Cell): unknown[] {
  return [item, supplierId, originCountry, program, exposure];
}
