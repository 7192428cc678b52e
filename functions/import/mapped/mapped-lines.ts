import { columnsNamed } from "../../../shared/mapping/columns.ts";
import type { Mapping } from "../../../shared/mapping/mapping.ts";
import type { Policies } from "../../../shared/policy/policies.ts";
import type { Position } from "../../../shared/supply/position.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { isNotice, isRejection, type Notice, type Rejection } from "../files/row.ts";
import type { TableLine } from "../files/table-line.ts";
import { addRows, type RowLedger } from "./row-ledger.ts";
import { rowMapper } from "./row-mapper.ts";
import type { SupplierNames } from "./supplier-names.ts";
import type { TableFindings } from "./table-findings.ts";
import { type TableHeader, tableRows } from "./table-rows.ts";

/** A line of a table as a position, whose exposure is the size of the amount. */
export interface MappedLine {
  line: number;
  position: Position;
  /** The amount in minor units: negative for a credit. */
  amount: number;
}

/** How a table is mapped. */
export interface MappedReading {
  mapping: Mapping;
  /** The sector of all rows, whatever the mapping says. */
  sector: SectorId | null;
  policies: Policies;
  names: SupplierNames;
  ledger: RowLedger;
  findings?: TableFindings;
  onHeader?(header: TableHeader): void;
}

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
