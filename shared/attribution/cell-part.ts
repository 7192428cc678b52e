import type { BroughtCell } from "../supply/brought.ts";
import { cellKey } from "../supply/cell.ts";

/** The part of a cell that one import brought, without its exposure. */
export type CellPart = Omit<BroughtCell, "exposure">;

/**
 * Exposure of a part at an earlier assessment; and of what is stored now: in that window, in both windows, and in
 * today's window.
 */
export interface PartSums {
  earlier: number;
  there: number;
  both: number;
  now: number;
}

/** The name of a part of a cell. */
export function partKey(cell: CellPart): string {
  return JSON.stringify([cellKey(cell), cell.importId]);
}
