import { type NamedColumns, type NamedRow, readNamed } from "./csv.ts";
import { plainColumn } from "./csv-header.ts";
import { type Notice, type Rejection, UnusableFile } from "./row.ts";
import { openSeparated, type Separator, separators } from "./separated.ts";
import { sheetRecords } from "./sheet-records.ts";
import { readSpooled } from "./spooled.ts";
import { openTable } from "./table.ts";
import type { TableReading } from "./table-reading.ts";
import { type TypedColumns, unclearAmount } from "./typed-columns.ts";
import { readWorkbook } from "./workbook.ts";

/**
 * Reads a table by the names of its columns: text, text packed with gzip, or a sheet of a workbook. Its first line must be the
 * header. An amount that means two things, depending on who wrote it, is a fault.
 * @throws UnusableFile when the header is wrong.
 */
export async function readNamedTable(
  source: AsyncIterable<Uint8Array>,
  named: NamedColumns & TypedColumns,
  reading: TableReading,
): Promise<AsyncIterable<NamedRow | Rejection | Notice>> {
  const opened = await openTable(source, reading);
  if ("failure" in opened) throw new UnusableFile(`line 1: ${opened.failure}`);
  if ("workbook" in opened)
    return readSpooled(opened.workbook, (file) =>
      readNamed(sheetRecords(readWorkbook(file, reading), named), named),
    );
  const { separator, records } = await openSeparated(opened.text, {
    given: reading.layout.separator,
    likely: (lines) => separatorOfHeader(lines, [...named.columns, ...(named.optional ?? [])]),
    tell: reading.tell,
  });
  // Who separates columns by something else often writes points between thousands.
  const faultIn = (column: string, text: string) =>
    named.amounts.includes(column) ? unclearAmount(text) : null;
  return readNamed(records, separator === "," ? named : { ...named, faultIn });
}

/** The separator by which the header has most of the columns. */
function separatorOfHeader(lines: readonly string[], columns: readonly string[]): Separator {
  const header = lines.find((line) => line.trim() !== "") ?? "";
  const [best] = separators
    .map((separator) => {
      const names = header.split(separator).map((name) => plainColumn(name.replace(/^\s*"|"\s*$/g, "")));
      return { separator, found: names.filter((name) => columns.includes(name)).length };
    })
    .sort((a, b) => b.found - a.found);
  return best?.separator ?? ",";
}
