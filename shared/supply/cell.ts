import { addExposures, type Minor } from "../values/exposure.ts";
import type { CountryCode } from "../values/identifier.ts";

/**
 * The exposure, in minor units, of all positions that share item, supplier, origin and program. `null` is
 * unknown.
 */
export interface Cell {
  item: string;
  supplierId: string | null;
  originCountry: CountryCode | null;
  program: string | null;
  exposure: Minor;
}

/** The key of a cell: everything but its exposure. */
export function cellKey({ item, supplierId, originCountry, program }: Omit<Cell, "exposure">): string {
  // An identifier never contains the separator and is never empty.
  return `${item}\u0000${supplierId ?? ""}\u0000${originCountry ?? ""}\u0000${program ?? ""}`;
}

/**
 * Adds an exposure to its cell, in place.
 * @throws RangeError when the sum passes 2^53 − 1 minor units.
 */
export function addToCell(cells: Map<string, Cell>, addend: Cell): void {
  const { item, supplierId, originCountry, program, exposure } = addend;
  const key = cellKey(addend);
  const cell = cells.get(key);
  if (cell !== undefined) {
    cell.exposure = addExposures(cell.exposure, exposure);
    return;
  }
  cells.set(key, { item, supplierId, originCountry, program, exposure });
}

/** The cells of `a` and `b` together; neither is changed. */
export function mergeCells(a: ReadonlyMap<string, Cell>, b: ReadonlyMap<string, Cell>): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const cell of a.values()) addToCell(cells, cell);
  for (const cell of b.values()) addToCell(cells, cell);
  return cells;
}
