import { readAmount } from "../../../shared/mapping/amount-format.ts";
import { type Cell, textOf } from "../../../shared/mapping/cell.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { parseExposure } from "../../../shared/values/exposure.ts";
import { kebabCaseSchema } from "../../../shared/values/identifier.ts";
import { faultOf, quoted, type TextFault } from "../../../shared/values/parse.ts";
import { MOST_UNPACKED_BYTES } from "./gunzip.ts";
import { otherCommand } from "./likely-import.ts";
import { type Notice, type ReadRow, type Rejection, UnusableFile } from "./row.ts";
import { checkUnit } from "./sector-unit.ts";
import { readTable } from "./table.ts";
import { dollars, type ImportRow, toImportedPosition, type UsitcReading } from "./usitc.ts";
import {
  checkAbove,
  type ExportHeader,
  exportHeader,
  noHeader,
  type ValueColumn,
} from "./usitc-export-header.ts";
import { parsePeriod } from "./usitc-period.ts";

const MOST_LINES_ABOVE = 100;

/** The values of one column, and the total that the export gives for them. */
interface ColumnBlock {
  column: ValueColumn;
  rows: { line: number; row: ImportRow }[];
  total: { line: number; exposure: number } | { line: number; problem: string } | null;
}

/**
 * Reads an export of USITC DataWeb as it is downloaded (a workbook or CSV): lines above the columns, one column for each
 * year or month, thousands separators, and a line `Total:` to which each column must add up. A column that does not is refused.
 * @throws UnusableFile when no such export can be read.
 */
export async function* readUsitcExport(
  source: AsyncIterable<Uint8Array>,
  options: UsitcReading,
): AsyncGenerator<ReadRow<Position>> {
  let header: ExportHeader | null = null;
  let blocks: ColumnBlock[] = [];
  const above: string[][] = [];
  const table = readTable(source, {
    layout: {},
    // The first sheet has the parameters of the query.
    likelySheet: "General Customs Value",
    mostBytes: MOST_UNPACKED_BYTES,
    tell: () => {},
  });
  for await (const read of table) {
    const { line } = read;
    if ("failure" in read) {
      if (header === null) throw new UnusableFile(`line ${line}: ${read.failure}`);
      return yield {
        line,
        column: null,
        reason: `${read.failure}; nothing of the file was imported`,
        endsFile: true,
      };
    }
    const texts = read.cells.map((cell) => textOf(cell).normalize("NFC").trim());
    if (texts.every((text) => text === "")) continue;
    if (header === null) {
      const other = otherCommand(texts, "usitc");
      if (other !== null) throw new UnusableFile(`line ${line}: is no export of DataWeb: ${other}`);
      header = exportHeader(texts, line);
      if (header !== null) {
        checkUnit("USD", options.policy);
        blocks = header.values.map((column) => ({ column, rows: [], total: null }));
      } else {
        checkAbove(texts, line);
        if (above.push(texts) === MOST_LINES_ABOVE) break;
      }
    } else yield* readLine(line, read.cells, { header, blocks });
  }
  if (header === null) throw noHeader(above[0] ?? []);
  for (const block of blocks) {
    const finding = checkColumn(block);
    if (finding !== null) yield finding;
    if (finding === null || "notice" in finding)
      for (const { line, row } of block.rows) yield* toImportedPosition(line, row, options);
  }
}

interface Export {
  header: ExportHeader;
  blocks: ColumnBlock[];
}

function* readLine(line: number, cells: readonly Cell[], { header, blocks }: Export): Generator<Rejection> {
  const texts = cells.map((cell) => textOf(cell).normalize("NFC").trim());
  const isTotal = /^(grand )?total:?$/i.test(texts.find((text) => text !== "") ?? "");
  // A note below the table has a text and no value.
  if (!isTotal && blocks.every(({ column }) => (texts[column.at] ?? "") === "")) return;
  const refuse = (column: string, { problem: reason, kind }: TextFault, exposure: number | null = null) => ({
    line,
    column,
    reason,
    kind,
    keptOut: { exposure },
  });
  const type = header.dataType === null ? "" : (texts[header.dataType] ?? "");
  if (type !== "" && !isTotal && !/^general (import )?customs value$/i.test(type))
    return yield refuse(
      "Data Type",
      faultOf(type, 'is not read: ask DataWeb for "General Customs Value" alone'),
    );
  const hts = (texts[header.hts] ?? "").replaceAll(".", "");
  if (!isTotal && !kebabCaseSchema.safeParse(hts).success)
    return yield refuse("HTS Number", faultOf(hts, "is not a code of goods"));
  for (const block of blocks) {
    const { column } = block;
    const amount = amountOf(cells[column.at] ?? "");
    if ("problem" in amount && isTotal) block.total = { line, problem: amount.problem };
    else if ("problem" in amount) yield refuse(column.name, amount);
    else if (isTotal) block.total = { line, exposure: amount.exposure };
    else {
      const month = column.month ?? (texts[header.month ?? -1] ?? "").padStart(2, "0");
      const text = column.period ?? `${texts[header.year ?? -1] ?? ""}-${month}`;
      const period = parsePeriod(text);
      if (period === null) yield refuse("Year", faultOf(text, "is not a period"), amount.exposure);
      else {
        const country = texts[header.country] ?? "";
        const row: ImportRow = {
          hts,
          country,
          period: { text, ...period },
          general_customs_value_usd: amount.exposure,
        };
        block.rows.push({ line, row });
      }
    }
  }
}

function amountOf(cell: Cell): { exposure: ImportRow["general_customs_value_usd"] } | TextFault {
  const read = readAmount(cell, "1,234.56", "USD");
  if ("problem" in read) return read;
  if (read.isNegative) return faultOf(textOf(cell), "is negative");
  return parseExposure(read.decimal, "USD");
}

function checkColumn({ column, rows, total }: ColumnBlock): Rejection | Notice | null {
  const line = total?.line ?? rows[0]?.line ?? 1;
  const name = quoted(column.name);
  if (total === null)
    return { line, notice: `the column ${name} has no Total, so its sum could not be checked` };
  const sum = rows.reduce((added, { row }) => added + BigInt(row.general_customs_value_usd), 0n);
  if ("exposure" in total && sum === BigInt(total.exposure)) return null;
  const exposure = Number.isSafeInteger(Number(sum)) ? Number(sum) : null;
  const keptOut = { rows: Math.max(1, rows.length), exposure };
  const refused = { line, column: column.name, keptOut };
  if ("problem" in total)
    return {
      ...refused,
      reason: `Total ${total.problem}, so the column ${name} could not be checked; it was not imported`,
      kind: "has a Total that is no amount",
    };
  const [own, control] = [sum, BigInt(total.exposure)].map(dollars);
  return {
    ...refused,
    reason: `the column ${name} adds up to ${own} over its rows, and Total says ${control}; it was not imported`,
    kind: "adds up to another sum than Total",
  };
}
