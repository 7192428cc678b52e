import { readAmount } from "../../../shared/mapping/amount-format.ts";
import { type Cell, textOf } from "../../../shared/mapping/cell.ts";
import { columnName, columnsNamed, placesIn } from "../../../shared/mapping/columns.ts";
import {
  batteryItems,
  usaspendingFacts,
  usaspendingMapping,
  usaspendingSource,
} from "../../../shared/mapping/usaspending.ts";
import { someOf } from "../../../shared/values/count.ts";
import { parseExposure } from "../../../shared/values/exposure.ts";
import { countryCode } from "../files/country.ts";
import { adviceFor, otherCommand } from "../files/likely-import.ts";
import { UnusableFile } from "../files/row.ts";
import type { TableLine } from "../files/table-line.ts";
import { addRows, type RowLedger } from "../mapped/row-ledger.ts";
import type { RowCounts } from "./row-counts.ts";

/** What is found in the rows of a download beside their positions. */
export interface ContractFindings {
  ledger: RowLedger;
  /** Rows of codes that are no batteries. */
  leftOut: RowCounts;
  /** What rows of batteries say of the place of manufacture. */
  manufacture: RowCounts;
  /** Codes of origins that are no country: the origin is unknown. */
  noCountry: RowCounts;
  /** Called with each row of batteries, by the columns that were asked for. */
  onRow(line: number, cellOf: (column: string) => string): void;
}

const COLUMNS = [...columnsNamed(usaspendingMapping), ...usaspendingFacts];

/**
 * The lines of a Contracts_PrimeTransactions download that are of batteries, as the mapping reads them. Each other row is
 * counted as left out, with its money.
 * @throws UnusableFile when its first line is not the header of such a download.
 */
export async function* contractLines(
  lines: AsyncIterable<TableLine>,
  findings: ContractFindings,
): AsyncGenerator<TableLine> {
  let header: { names: string[]; places: ReadonlyMap<string, number> } | null = null;
  for await (const read of lines) {
    if ("failure" in read || read.cells.every((cell) => textOf(cell).trim() === "")) yield read;
    else if (header === null) {
      const names = read.cells.map((cell) => columnName(textOf(cell)));
      header = { names, places: placesOf(names, read.line) };
      yield read;
    } else if (!isRow(read.cells, header.names, read.isOpen)) yield read;
    else if (!isLeftOut(read.cells, header.places, findings))
      yield { ...read, cells: prepared(read.line, read.cells, header.places, findings) };
  }
}

const DOWNLOAD = "on USAspending download the prime award transactions of contracts, with all columns";

function placesOf(names: string[], line: number): ReadonlyMap<string, number> {
  const places = placesIn(names, COLUMNS);
  if (places !== null) return places;
  const isNot = `line ${line}: is not the header of Contracts_PrimeTransactions`;
  const other = otherCommand(names, "usaspending");
  if (other !== null) throw new UnusableFile(`${isNot}: ${other}`);
  const missing = someOf(
    COLUMNS.filter((column) => !names.includes(column)),
    3,
  );
  const advice = adviceFor(names, "usaspending", COLUMNS) ?? DOWNLOAD;
  throw new UnusableFile(`${isNot}: it lacks ${missing}; ${advice}`);
}

/** Whether a line is a row of the right length, and not the header again. */
function isRow(cells: readonly Cell[], names: readonly string[], isOpen: boolean): boolean {
  if (cells.length !== names.length && !isOpen) return false;
  return !cells.every((cell, at) => columnName(textOf(cell)) === names[at]);
}

function isLeftOut(
  cells: readonly Cell[],
  places: ReadonlyMap<string, number>,
  { ledger, leftOut }: ContractFindings,
): boolean {
  const code = cellText(cells, places, "product_or_service_code");
  if (Object.hasOwn(batteryItems, code)) return false;
  const amount = amountOf(cells[places.get("federal_action_obligation") ?? -1] ?? "");
  addRows(ledger.read, 1, amount);
  addRows(ledger.leftOut, 1, amount);
  leftOut.add(code, amount);
  return true;
}

/** The amount of a cell in cents, signed; `null` where it cannot be read. */
function amountOf(cell: Cell): number | null {
  const read = readAmount(cell, usaspendingMapping.columns.exposure.format, "USD");
  if ("problem" in read) return null;
  const parsed = parseExposure(read.decimal, "USD");
  if (!("exposure" in parsed)) return null;
  return read.isNegative && parsed.exposure > 0 ? -parsed.exposure : parsed.exposure;
}

/** The cells of a row, with its source in words, and without an origin that is no country. */
function prepared(
  line: number,
  cells: readonly Cell[],
  places: ReadonlyMap<string, number>,
  { manufacture, noCountry, onRow }: ContractFindings,
): Cell[] {
  const cellOf = (column: string) => cellText(cells, places, column);
  const put: Cell[] = [...cells];
  const write = (column: string, text: string) => {
    const place = places.get(column) ?? -1;
    while (put.length <= place) put.push("");
    put[place] = text;
  };
  const amount = amountOf(cells[places.get("federal_action_obligation") ?? -1] ?? "");
  const [code, says] = [cellOf("place_of_manufacture_code"), cellOf("place_of_manufacture")];
  manufacture.add([code, says].filter((part) => part !== "").join(": "), amount);
  write("place_of_manufacture", usaspendingSource(code, says, cellOf("transaction_description")));
  const origin = cellOf("country_of_product_or_service_origin_code");
  if (origin !== "" && countryCode(origin) === null) {
    noCountry.add(origin, amount);
    write("country_of_product_or_service_origin_code", "");
  }
  onRow(line, cellOf);
  return put;
}

function cellText(cells: readonly Cell[], places: ReadonlyMap<string, number>, column: string): string {
  return textOf(cells[places.get(column) ?? -1] ?? "")
    .normalize("NFC")
    .trim();
}
