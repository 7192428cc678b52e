import type { Mapping } from "./mapping.ts";

/**
 * What the battery codes of the Product and Service Codes (PSC) are as items. The codes beside them are no batteries: fuel
 * cells (6116), converters (6130), and until 2011 fixtures and liners (6160).
 */
export const batteryItems = {
  "6135": "nonrechargeable-battery",
  "6140": "rechargeable-battery",
} as const satisfies Record<string, string>;

/**
 * How a Contracts_PrimeTransactions download of USAspending becomes positions: each action that obligates money is one. What
 * the source of a position says stands in the cell of `place_of_manufacture`, where the import has put it.
 */
export const usaspendingMapping: Mapping = {
  schemaVersion: 1,
  table: {},
  unknown: [],
  // Credits are let through. They net within their award, see functions/import/public/net-awards.ts.
  lines: "add-up",
  day: "earliest",
  columns: {
    positionId: { columns: ["contract_transaction_unique_key"], join: "-" },
    supplierId: { column: "recipient_uei", as: "id" },
    item: { column: "product_or_service_code", values: batteryItems },
    originCountry: { column: "country_of_product_or_service_origin_code" },
    exposure: { column: "federal_action_obligation", format: "1,234.56", unit: "USD" },
    date: { column: "action_date", format: "YYYY-MM-DD" },
    program: { column: "dod_acquisition_program_description", values: { NONE: null } },
    source: { column: "place_of_manufacture" },
  },
};

/** What else is read of a row. */
export const usaspendingFacts = [
  "contract_award_unique_key",
  "recipient_name",
  "recipient_parent_uei",
  "recipient_parent_name",
  "recipient_country_code",
  "place_of_manufacture_code",
  "transaction_description",
] as const;

const PLACE = "; place of manufacture ";

/**
 * The source of a position of USAspending. `place_of_manufacture_code` (A to L) says whether a product was made in the United
 * States, with how much foreign content, or by which exception it need not be. It names no country, and is kept in its words.
 * Rows whose description begins with "illustrative" are examples, and say so.
 */
export function usaspendingSource(code: string, says: string, description: string): string {
  const source = /^illustrative\b/i.test(description)
    ? "illustrative rows in the form of USAspending contracts"
    : "USAspending contracts";
  if (code === "" && says === "") return source;
  return `${source}${PLACE}${[code, says].filter((part) => part !== "").join(": ")}`;
}

/** The part of a source that all rows of a download share: by it, a new version replaces an old one. */
export function sharedSource(source: string): string {
  return source.split(PLACE)[0] ?? source;
}
