import { onTestFinished } from "vitest";
import { type Workplace, workplace } from "./command-line.ts";

const MAPPING = {
  schemaVersion: 1,
  columns: {
    positionId: { columns: ["PO"] },
    sector: { constant: "ai" },
    supplierId: { column: "Vendor", as: "name" },
    item: { column: "Item" },
    exposure: { column: "Amount", format: "1,234.56", unit: "USD" },
  },
};

/** A folder for one test, with a table of one order for each vendor (`orders.csv`) and its mapping (`mapping.json`). */
export function withVendors(...vendors: string[]): Workplace {
  const place = workplace();
  onTestFinished(() => place.remove());
  place.file("mapping.json", JSON.stringify(MAPPING));
  place.file("orders.csv", ordersOf(vendors));
  return place;
}

/** A table of one order for each vendor. */
export function ordersOf(vendors: readonly string[]): string {
  const rows = vendors.map((vendor, at) => `${at},"${vendor.replaceAll('"', '""')}",bess,1.00`);
  return ["PO,Vendor,Item,Amount", ...rows].join("\n");
}
