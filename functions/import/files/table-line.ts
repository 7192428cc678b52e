import type { Cell } from "../../../shared/mapping/cell.ts";

/**
 * A line of a table: its cells, or why nothing can be read from there on. Lines are numbered as editors and workbooks do,
 * from 1. A line of a workbook is `open`: it ends with its last cell that is not empty, wherever the header ends.
 */
export type TableLine = { line: number; cells: Cell[]; isOpen: boolean } | { line: number; failure: string };
