import { tableUnits } from "../../../shared/mapping/amount-format.ts";
import { columnName, columnsNamed, placesIn } from "../../../shared/mapping/columns.ts";
import type { MappedField, Mapping } from "../../../shared/mapping/mapping.ts";
import { type TotalLine, totalFinder } from "../../../shared/mapping/totals.ts";
import { type TranslatedRow, totalAmountIn, translatorOf } from "../../../shared/mapping/translate.ts";
import { type Policies, unitFor } from "../../../shared/policy/policies.ts";
import { parseExposure, type Unit } from "../../../shared/values/exposure.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { checkRow } from "../files/check-row.ts";
import { positionRowSchemas } from "../files/native-schemas.ts";
import { type Fault, faultsOf, isRejection, type Notice, type Rejection } from "../files/row.ts";
import { adviceFor, labelOf } from "./advice.ts";
import type { MappedLine, MappedReading } from "./mapped-line.ts";
import { addRows } from "./row-ledger.ts";
import type { SupplierNames } from "./supplier-names.ts";
import type { TableHeader, TableRow } from "./table-rows.ts";
import { totalsOf } from "./total-lines.ts";

/**
 * Reads rows below a header as lines of positions. A row that is none is refused with all that is wrong with it. A total of
 * others gives a note of whether it is right, or nothing.
 */
export function rowMapper(
  { names: header }: TableHeader,
  { mapping, sector, policies, names, ledger, findings }: MappedReading,
): (row: TableRow) => MappedLine | Rejection | Notice | null {
  const places = placesIn(header, columnsNamed(mapping)) ?? new Map<string, number>();
  const translate = translatorOf(mapping, places, sector);
  const schemaOf = positionRowSchemas(policies);
  const { unit } = tableUnits[mapping.columns.exposure.unit];
  const totalIn = totalFinder(mapping, header);
  const totals = totalsOf(ledger);
  const isNamed = mapping.columns.supplierId?.as === "name";
  // The ids that the mapping itself gives to names.
  const written = new Set<string | null>(Object.values(mapping.columns.supplierId?.values ?? {}));
  return ({ line, cells }) => {
    const translated = translate(cells);
    const name = isNamed && !written.has(translated.fields.supplierId) ? translated.fields.supplierId : "";
    const row = name === "" ? translated : withSupplier(translated, names);
    const { fields } = row;
    const amount = amountOf(row, unit);
    const total = totalIn(cells);
    if (total !== null && total.fault === null) {
      const cellOf = (column: string) => cells[places.get(columnName(column)) ?? -1] ?? "";
      return totals.note(line, amountOf({ amount: totalAmountIn(mapping.columns.exposure, cellOf) }, unit));
    }
    addRows(ledger.read, 1, amount);
    findings?.see(line, cells);
    const checked = checkRow({ line, row: fields }, schemaOf(fields));
    const other = otherUnit(fields.sector, policies, mapping);
    const all = [
      ...(total === null ? faultsIn(row, checked, mapping) : ofTotal(total)),
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

/** What else its cells say does not matter then. */
function ofTotal({ column, fault }: TotalLine): Fault[] {
  return fault === null
    ? []
    : [{ column: column === "" ? null : column, reason: fault.problem, kind: fault.kind }];
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
function amountOf({ amount }: Pick<TranslatedRow, "amount">, unit: Unit): number | null {
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
