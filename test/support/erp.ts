import type { Cell } from "../../shared/mapping/cell.ts";
import type { Mapping } from "../../shared/mapping/mapping.ts";

/** A purchase as an ERP has it: an amount in cents, negative for a credit note. */
export interface Purchase {
  order: string;
  vendor: string;
  group: string;
  country: string;
  cents: number;
  day: string;
  site: string;
}

/** The columns of the export. */
export const ERP_COLUMNS = [
  "PO Number",
  "PO Line",
  "Vendor Name",
  "Material Group",
  "Country of Origin",
  "Net Amount",
  "Posting Date",
  "Currency",
  "Site",
];

/** How the export becomes positions. */
export const erpMapping: Mapping = {
  schemaVersion: 1,
  table: {},
  unknown: ["TBD"],
  lines: "add-up",
  day: "earliest",
  columns: {
    positionId: { columns: ["PO Number", "PO Line"], join: "-" },
    sector: { constant: "ai" },
    supplierId: { column: "Vendor Name", as: "name" },
    item: {
      column: "Material Group",
      values: { "Battery Energy Storage": "bess", "UPS Lithium": "ups-lithium" },
    },
    originCountry: { column: "Country of Origin" },
    exposure: {
      column: "Net Amount",
      format: "1,234.56",
      unit: "USD",
      currency: { column: "Currency", is: ["USD"] },
    },
    date: { column: "Posting Date", format: "MM/DD/YYYY" },
    program: { column: "Site" },
    source: { constant: "ERP export" },
  },
};

const VENDORS = [
  "Contemporary Amperex Technology Co., Limited",
  "Example Grid Systems, Inc.",
  "LG Energy Solution, Ltd.",
  "Müller Batterie GmbH",
];
const COUNTRIES = ["China (PRC)", "China (PRC)", "Korea, South", "United States", "TBD"];

/** An export of 500 rows: names instead of ids, 30 credit notes of a fifth of an earlier purchase. */
export function erpPurchases(): Purchase[] {
  const bought = Array.from({ length: 470 }, (_, at) => ({
    order: String(4_500_010_000 + at),
    vendor: VENDORS[(at * 7) % VENDORS.length] ?? "",
    group: at % 3 === 0 ? "UPS Lithium" : "Battery Energy Storage",
    country: COUNTRIES[(at * 11) % COUNTRIES.length] ?? "",
    cents: 100_000 + ((at * 7_919_317) % 50_000_000),
    day: `2026-${String(1 + (at % 7)).padStart(2, "0")}-${String(1 + (at % 28)).padStart(2, "0")}`,
    site: at % 2 === 0 ? "Ashburn DC" : "Phoenix DC",
  }));
  const credits = bought
    .filter((_, at) => at % 15 === 0)
    .slice(0, 30)
    .map((one) => ({ ...one, cents: -Math.round(one.cents / 5), day: "2026-07-15" }));
  return [...bought, ...credits];
}

/** The export as a text, its columns apart by `separator`. */
export function erpText(purchases: readonly Purchase[], separator = ","): string {
  const quote = (text: string) =>
    new RegExp(`["\\n${separator === "\t" ? "\\t" : separator}]`).test(text)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  const lines = purchases.map(({ order, vendor, group, country, cents, day, site }) => {
    const [year, month, date] = day.split("-");
    const cells = [order, "10", vendor, group, country, usd(cents), `${month}/${date}/${year}`, "USD", site];
    return cells.map(quote).join(separator);
  });
  return `${[ERP_COLUMNS.join(separator), ...lines].join("\r\n")}\r\n`;
}

/** The export as cells of a workbook. */
export function erpCells(purchases: readonly Purchase[]): Cell[][] {
  return [
    ERP_COLUMNS,
    ...purchases.map(({ order, vendor, group, country, cents, day, site }): Cell[] => [
      { number: order },
      { number: "10" },
      vendor,
      group,
      country,
      { number: String(cents / 100) },
      { day },
      "USD",
      site,
    ]),
  ];
}

function usd(cents: number): string {
  const size = Math.abs(cents);
  const whole = Math.floor(size / 100).toLocaleString("en-US");
  const text = `$${whole}.${String(size % 100).padStart(2, "0")}`;
  return cents < 0 ? `(${text})` : text;
}
