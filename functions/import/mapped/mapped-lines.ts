import { columnsNamed } from "../../../shared/mapping/columns.ts";
import { isNotice, isRejection, type Notice, type Rejection } from "../files/row.ts";
import type { TableLine } from "../files/table-line.ts";
import type { MappedLine, MappedReading } from "./mapped-line.ts";
import { addRows } from "./row-ledger.ts";
import { rowMapper } from "./row-mapper.ts";
import { tableRows } from "./table-rows.ts";

/**
 * Reads the lines of a table as positions, each by itself, and notes them in the ledger as read, and as refused where they
 * are. A refused line tells all that is wrong with it, by the columns of the table.
 * @throws UnusableFile when no line names the columns of the mapping.
 */
export async function* mappedLines(
  lines: AsyncIterable<TableLine>,
  reading: MappedReading,
): AsyncGenerator<MappedLine | Rejection | Notice> {
  const { mapping, ledger } = reading;
  const columns = columnsNamed(mapping);
  let mapRow: ReturnType<typeof rowMapper> = () => {
    throw new Error("a row came before the header");
  };
  const rows = tableRows(lines, columns, {
    onHeader(header) {
      mapRow = rowMapper(header, reading);
      reading.findings?.onHeader(header.names);
      reading.onHeader?.(header);
    },
    onBlank: () => {
      ledger.blank += 1;
    },
  });
  for await (const row of rows) {
    if (isNotice(row)) yield row;
    else if (isRejection(row)) {
      addRows(ledger.read, 1, null);
      addRows(ledger.refused, 1, null);
      yield row;
    } else {
      const mapped = mapRow(row);
      if (mapped !== null) yield mapped;
    }
  }
}
