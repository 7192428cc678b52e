import type { TableLayout } from "../../../shared/mapping/mapping.ts";

/** How a table is read. */
export interface TableReading {
  layout: TableLayout;
  /** The sheet of a workbook that is read where it has one of this name, and the layout names none. */
  likelySheet?: string;
  /** The most bytes of unpacked text that are read; of a sheet, ten times as many. */
  mostBytes: number;
  /** Called with what was found out about the file: `UTF-16`, `columns apart by semicolons`, `sheet "Orders"`. */
  tell(how: string): void;
}
