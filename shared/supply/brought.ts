import { addExposures, asMinor, type Minor } from "../values/exposure.ts";
import { type Cell, cellKey } from "./cell.ts";

/** The part of a cell that one import brought; `importId` is `null` where the import is not known. */
export interface BroughtCell extends Cell {
  importId: string | null;
}

/** Exposure by import, in minor units; the key is `null` where the import is not known. */
export type ImportSums = Map<string | null, Minor>;

/** The cells divided by import; `null` when they are more than `MOST_BROUGHT`. */
export type BroughtCells = Map<string, BroughtCell> | null;

// What is stored of this many cells fits into one item.
export const MOST_BROUGHT = 20_000;

/** The key of a cell by import: everything but its exposure. */
export function broughtKey(cell: Omit<Cell, "exposure"> & { importId?: string | null }): string {
  return `${cellKey(cell)}\u0000${cell.importId ?? ""}`;
}

/** Adds an exposure to the cell of its import, in place. The result is `null` once there are too many cells. */
export function addToBrought(cells: BroughtCells, addend: Cell & { importId?: string | null }): BroughtCells {
  // The order does not decide whether there are too many: a part never has more cells than the whole.
  if (cells === null) return null;
  const { item, supplierId, originCountry, program, exposure, importId = null } = addend;
  const key = broughtKey(addend);
  const cell = cells.get(key);
  if (cell !== undefined) {
    cell.exposure = addExposures(cell.exposure, exposure);
    return cells;
  }
  if (cells.size === MOST_BROUGHT) return null;
  return cells.set(key, { item, supplierId, originCountry, program, exposure, importId });
}

/** The cells of `a` and `b` together; neither is changed. */
export function mergeBrought(a: BroughtCells, b: BroughtCells): BroughtCells {
  if (a === null || b === null) return null;
  return [...a.values(), ...b.values()].reduce<BroughtCells>(addToBrought, new Map());
}

/** Adds an exposure to the sum of its import, in place. */
export function addToImport(sums: ImportSums, importId: string | null, exposure: Minor): void {
  sums.set(importId, addExposures(sums.get(importId) ?? asMinor(0), exposure));
}

/** The sums of `a` and `b` together; neither is changed. */
export function mergeImports(a: ImportSums, b: ImportSums): ImportSums {
  const sums: ImportSums = new Map(a);
  for (const [importId, exposure] of b) addToImport(sums, importId, exposure);
  return sums;
}
