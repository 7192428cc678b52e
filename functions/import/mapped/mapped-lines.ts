import { tableUnits } from "../../../shared/mapping/amount-format.ts";
import { columnsNamed, placesIn } from "../../../shared/mapping/columns.ts";
import type { MappedField, Mapping } from "../../../shared/mapping/mapping.ts";
import { type TranslatedRow, translatorOf } from "../../../shared/mapping/translate.ts";
import { type Policies, unitFor } from "../../../shared/policy/policies.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { parseExposure } from "../../../shared/values/exposure.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { checkRow } from "../files/fields.ts";
import { positionRowSchemas } from "../files/native.ts";
import { type Fault, faultsOf, isNotice, isRejection, type Notice, type Rejection } from "../files/row.ts";
import type { TableLine } from "../files/table-line.ts";
import { adviceFor, labelOf } from "./advice.ts";
import { addRows, type RowLedger } from "./row-ledger.ts";
import type { SupplierNames } from "./supplier-names.ts";
import { type TableHeader, type TableRow, tableRows } from "./table-rows.ts";

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
  let mapRow: (row: TableRow) => MappedLine | Rejection = () => {
    throw new Error("a row came before the header");
  };
  const rows = tableRows(lines, columns, {
    onHeader(header) {
      mapRow = rowMapper(header, reading);
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
    } else yield mapRow(row);
  }
}

function rowMapper(
  { names: header }: TableHeader,
  { mapping, sector, policies, names, ledger }: MappedReading,
): (row: TableRow) => MappedLine | Rejection {
  const places = placesIn(header, columnsNamed(mapping)) ?? new Map<string, number>();
  const translate = translatorOf(mapping, places, sector);
  const schemaOf = positionRowSchemas(policies);
  const { unit } = tableUnits[mapping.columns.exposure.unit];
  const isNamed = mapping.columns.supplierId?.as === "name";
  // The ids that the mapping itself gives to names.
  const written = new Set<string | null>(Object.values(mapping.columns.supplierId?.values ?? {}));
  return ({ line, cells }) => {
    const translated = translate(cells);
    const name = isNamed && !written.has(translated.fields.supplierId) ? translated.fields.supplierId : "";
    const row = name === "" ? translated : withSupplier(translated, names);
    const { fields } = row;
    const amount = amountOf(row, unit);
    addRows(ledger.read, 1, amount);
    const checked = checkRow({ line, row: fields }, schemaOf(fields));
    const other = otherUnit(fields.sector, policies, mapping);
    const all = [
      ...faultsIn(row, checked, mapping),
      ...other,
      ...(mapping.lines === "one-each" && (amount ?? 0) < 0 ? [ofCredit(mapping)] : []),
    ];
    const [first, ...also] = all;
    if (first === undefined && !isRejection(checked) && amount !== null) {
      if (name !== "") names.note(name);
      return { line, position: checked.row, amount };
    }
    addRows(ledger.refused, 1, amount);
    const exposure = amount === null || other.length > 0 ? null : Math.max(0, amount);
    const keptOut = policies.has(fields.sector) ? { sector: fields.sector, exposure } : {};
    const fault = first ?? { column: null, reason: "is not valid" };
    return { line, ...fault, ...(also.length > 0 ? { also } : {}), keptOut };
  };
}

/** What is wrong with a row: what could not be translated, and of the rest what the check of positions has found. */
function faultsIn({ fields, faults }: TranslatedRow, checked: object, mapping: Mapping): Fault[] {
  const own = new Set<string | null>(faults.map(({ field }) => field));
  const found = isRejection(checked) ? faultsOf(checked).filter(({ column }) => !own.has(column)) : [];
  return [
    ...faults.map((fault) => adviceFor(fault, mapping)),
    ...found.map(({ column, reason, kind = reason }) =>
      adviceFor({ field: column as MappedField, problem: reason, kind }, mapping, fields),
    ),
  ];
}

/** The signed amount of a row in minor units; `null` where it is none. */
function amountOf({ amount }: TranslatedRow, unit: "USD" | "kWh"): number | null {
  if (amount === null) return null;
  const parsed = parseExposure(amount.decimal, unit);
  if (!("exposure" in parsed)) return null;
  return amount.isNegative && parsed.exposure > 0 ? -parsed.exposure : parsed.exposure;
}

/** A row with the id of its supplier instead of the name. */
function withSupplier(row: TranslatedRow, names: SupplierNames): TranslatedRow {
  const found = names.idOf(row.fields.supplierId);
  if ("supplierId" in found) return { ...row, fields: { ...row.fields, supplierId: found.supplierId } };
  return { ...row, faults: [...row.faults, { field: "supplierId", ...found }] };
}

function otherUnit(sector: SectorId, policies: Policies, mapping: Mapping): Fault[] {
  const measured = unitFor(policies, sector);
  const { unit } = mapping.columns.exposure;
  if (!("unit" in measured) || measured.unit === tableUnits[unit].unit) return [];
  return [
    {
      column: labelOf("exposure", mapping),
      reason: `${sector} is measured in ${measured.unit}, and the mapping says that amounts are in ${unit}`,
    },
  ];
}

function ofCredit(mapping: Mapping): Fault {
  const reason =
    'is negative: with "lines": "add-up" in the mapping it is taken away from the other lines of its key';
  return { column: labelOf("exposure", mapping), reason };
}
