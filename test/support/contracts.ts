import { readFileSync } from "node:fs";

/** The columns of a Contracts_PrimeTransactions download: see public-tables/SOURCES.md. */
export const CONTRACT_COLUMNS = readFileSync(
  new URL("./public-tables/usaspending_contracts_primetransactions_header.csv", import.meta.url),
  "utf8",
)
  .trim()
  .split(",");

/** A transaction, by columns of the download; those that are left out are empty. */
export type ContractRow = Record<string, string>;

let made = 0;

/** A made-up transaction: no such award exists, and its description says so. */
export function contractRow(row: ContractRow = {}): ContractRow {
  made += 1;
  return {
    contract_transaction_unique_key: `MADE-UP-${made}`,
    contract_award_unique_key: "CONT_AWD_MADE-UP",
    federal_action_obligation: "100.00",
    action_date: "2026-03-01",
    recipient_uei: "UEIMAKER0001",
    recipient_name: "EXAMPLE BATTERY MAKER, INC.",
    recipient_parent_uei: "UEIPARENT001",
    recipient_parent_name: "EXAMPLE HOLDING CORP",
    recipient_country_code: "USA",
    product_or_service_code: "6140",
    country_of_product_or_service_origin_code: "USA",
    place_of_manufacture_code: "D",
    place_of_manufacture: "MFG IN U.S.",
    transaction_description: "ILLUSTRATIVE: MADE UP, NO SUCH AWARD EXISTS",
    ...row,
  };
}

/** A download of these transactions. */
export function contractsText(rows: readonly ContractRow[], columns = CONTRACT_COLUMNS): string {
  const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) => columns.map((column) => quote(row[column] ?? "")).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}
