import type { CountedRows } from "../../functions/import/public/row-counts.ts";
import type { ContractsReport } from "../../functions/import/public/usaspending.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { withDecimals } from "../../shared/values/decimals.ts";
import { type Unit, unitDecimals } from "../../shared/values/exposure.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import { columns } from "../terminal/output.ts";

/** What was found in contracts beside their positions, for a terminal. */
export function contractsLines(
  { leftOut, placesOfManufacture, noCountry, suppliers }: ContractsReport["contracts"],
  isDry: boolean,
): string[] {
  return [
    ...listed("left out, as their product or service code is no battery:", leftOut, "no code"),
    ...listed("place of manufacture, as the file says it (no country):", placesOfManufacture, "not said"),
    ...listed("codes of origins that are no country, so the origin is unknown:", noCountry, ""),
    ...supplierLines(suppliers, isDry),
  ];
}

function supplierLines(
  { added, stored, withoutParent }: ContractsReport["contracts"]["suppliers"],
  isDry: boolean,
): string[] {
  const verb = isDry ? " would be" : "";
  const known = `${counted(added)} ${noun(added, "supplier")}${verb} new, ${counted(stored)} stored already and left as stored`;
  return [
    `  recipients and their parents: ${known}`,
    ...(withoutParent > 0
      ? [
          `  ${counted(withoutParent)} ${noun(withoutParent, "recipient")} whose parent the file does not say ${noun(withoutParent, "has", "have")} no supplier row`,
        ]
      : []),
  ];
}

const MOST_SHOWN = 5;
const LONGEST_SAYING = 60;

/** What rows say, with their number and money, the most frequent first. */
export function listed(title: string, counts: CountedRows[], empty: string, unit: Unit = "USD"): string[] {
  if (counts.length === 0) return [];
  const shown = counts.slice(0, MOST_SHOWN);
  const more = counts.length - shown.length;
  return [
    `  ${title}`,
    ...columns(
      shown.map((one) => [
        `    ${counted(one.rows)} ${noun(one.rows, "row")}`,
        amountText(one, unit),
        one.says === "" ? empty : lineOf(one.says, LONGEST_SAYING),
      ]),
    ),
    ...(more > 0 ? [`    and ${counted(more)} more: --json lists them`] : []),
  ];
}

function amountText({ rows, amount, unreadable }: CountedRows, unit: Unit): string {
  if (unreadable === rows) return "amount not known";
  const known = `${unit} ${withDecimals(amount, unitDecimals[unit])}`;
  return unreadable === 0 ? known : `${known}, ${counted(unreadable)} not known`;
}
