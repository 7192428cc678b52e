import type { MappedAnswer, SectorChange } from "../../functions/import/mapped/answer.ts";
import type { NamedSupplier } from "../../functions/import/mapped/supplier-names.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { withDecimals } from "../../shared/values/decimals.ts";
import { type Unit, unitDecimals } from "../../shared/values/exposure.ts";
import { quoted } from "../../shared/values/parse.ts";
import { columns } from "../terminal/output.ts";

/** Where the rows of a table have gone, for a terminal: in rows and in money, which add up. */
export function mappedLines(answer: MappedAnswer, isDry: boolean): string[] {
  const { readAs, headerLine, blank } = answer;
  const above = headerLine > 1 ? [`header on line ${headerLine}`] : [];
  const how = [...readAs, ...above];
  return [
    ...(how.length > 0 ? [`  read: ${how.join(", ")}`] : []),
    ...ledgerLines(answer),
    ...(blank > 0
      ? [`  ${counted(blank)} blank ${noun(blank, "line")}, which ${noun(blank, "is no row", "are no rows")}`]
      : []),
    ...answer.changes.map((change) => changeLine(change, answer.unit, isDry)),
    ...supplierLines(answer),
  ];
}

function ledgerLines({ read, taken, netted, totals, refused, leftOut, unit }: MappedAnswer): string[] {
  const into = `netted into ${counted(netted.positions)} ${noun(netted.positions, "position")}`;
  const rows = [
    { sign: " ", what: `${noun(read.rows, "row")} read`, sum: read },
    { sign: "=", what: "taken", sum: taken },
    { sign: "+", what: into, sum: netted },
    ...(totals === undefined
      ? []
      : [{ sign: "+", what: noun(totals.rows, "total of others", "totals of others"), sum: totals }]),
    { sign: "+", what: "refused", sum: refused },
    ...(leftOut === undefined ? [] : [{ sign: "+", what: "left out", sum: leftOut }]),
  ];
  return columns(
    rows.map(({ sign, what, sum }) => [
      `  ${sign}`,
      counted(sum.rows),
      what,
      exact(sum.amount, unit),
      unreadText(sum.unreadable, unit),
    ]),
  );
}

function unreadText(rows: number, unit: Unit): string {
  return rows === 0 ? "" : `and ${counted(rows)} ${noun(rows, "amount")} not known in ${unit}`;
}

function exact(amount: number, unit: Unit): string {
  return `${unit} ${withDecimals(amount, unitDecimals[unit])}`;
}

function changeLine({ sector, added, changed, removed, exposure }: SectorChange, unit: Unit, isDry: boolean) {
  const counts = `${counted(added)} new, ${counted(changed)} changed, ${counted(removed)} removed`;
  const would = isDry ? " would be" : "";
  return `  ${sector}: ${counts}; ${exact(exposure.added, unit)}${would} added, ${exact(exposure.removed, unit)} taken away`;
}

const MOST_SUPPLIERS_SHOWN = 40;

function supplierLines({ suppliers, moreSuppliers }: MappedAnswer): string[] {
  if (suppliers.length === 0) return [];
  const shown = suppliers.slice(0, MOST_SUPPLIERS_SHOWN);
  const more = suppliers.length - shown.length + moreSuppliers;
  return [
    "  names that became ids:",
    ...columns(shown.map((one) => [`    ${namesOf(one)}`, one.supplierId, standingOf(one)])),
    ...(more > 0 ? [`    and ${counted(more)} more: --json lists them`] : []),
    ...suppliers.flatMap(warningOf),
  ];
}

/** A name that is stored means its supplier. Any other became an id by rule, which may be that of a stored supplier as well. */
function standingOf({ by, isNew }: NamedSupplier): string {
  if (by === "stored") return "stored";
  return isNew === undefined ? "by rule" : `${isNew ? "new" : "stored"}, by rule`;
}

const MOST_NAMES_SHOWN = 3;

function namesOf({ names }: NamedSupplier): string {
  const more = names.length - MOST_NAMES_SHOWN;
  const shown = names.slice(0, MOST_NAMES_SHOWN).map((name) => quoted(name, 40));
  return `${shown.join(", ")}${more > 0 ? ` and ${counted(more)} more` : ""}`;
}

function warningOf(supplier: NamedSupplier): string[] {
  const { supplierId, storedAs, by } = supplier;
  if (by !== "rule") return [];
  const apart = 'write an id for each into "values" of supplierId in the mapping';
  if (storedAs !== null)
    return [
      `  note: ${namesOf(supplier)} became ${quoted(supplierId)}, which is stored as ${quoted(storedAs)}: if they are not one, ${apart}`,
    ];
  return supplier.names.length > 1
    ? [`  note: ${namesOf(supplier)} all became ${quoted(supplierId)}: if they are not one, ${apart}`]
    : [];
}
