import { type Cell, textOf } from "../../../shared/mapping/cell.ts";
import { plainColumn } from "./csv-header.ts";
import type { FileRecord } from "./records.ts";
import type { Fault } from "./row.ts";
import type { TableLine } from "./table-line.ts";
import { faultOfCell, type TypedColumns } from "./typed-columns.ts";

/** The rows of a sheet as records, the first of them the header. Rows without any value are left out, as are empty cells at the end of a row. */
export async function* sheetRecords(
  lines: AsyncIterable<TableLine>,
  typed: TypedColumns,
): AsyncGenerator<FileRecord> {
  let header: string[] | null = null;
  for await (const read of lines) {
    const { line } = read;
    if ("failure" in read) {
      yield { line, record: [], failure: read.failure };
      return;
    }
    const cells = withoutEmptyEnd(read.cells, header?.length ?? 0);
    if (cells.every(isEmpty)) continue;
    if (header === null) {
      header = cells.map((cell) => plainColumn(textOf(cell)));
      yield { line, record: header };
    } else yield recordOf(line, cells, header, typed);
  }
}

function isEmpty(cell: Cell): boolean {
  return textOf(cell).trim() === "";
}

/** The cells of a row without empty ones at its end, but at least as many as the header has. */
function withoutEmptyEnd(cells: readonly Cell[], least: number): Cell[] {
  let end = cells.length;
  while (end > least && isEmpty(cells[end - 1] ?? "")) end -= 1;
  return Array.from({ length: Math.max(end, least) }, (_, at) => cells[at] ?? "");
}

function recordOf(
  line: number,
  cells: readonly Cell[],
  header: readonly string[],
  typed: TypedColumns,
): FileRecord {
  const faults: Fault[] = [];
  const record = cells.map((cell, at) => {
    const column = header[at];
    const fault = column === undefined ? null : faultOfCell(cell, column, typed);
    if (fault === null) return textOf(cell);
    faults.push({ column: column ?? null, reason: fault.problem, kind: fault.kind });
    return "";
  });
  return { line, record, ...(faults.length > 0 ? { faults } : {}) };
}
