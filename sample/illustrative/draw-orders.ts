import { type OrderLine, orders } from "./orders.ts";
import { drawn, oneOf, seeded } from "./random.ts";

/** The columns of an export of orders. */
export const ORDER_COLUMNS = [
  "PO Number",
  "PO Line",
  "Vendor Name",
  "Material Group",
  "Country of Origin",
  "Net Amount",
  "Currency",
  "Posting Date",
  "Site",
  "Line Text",
];

const FIRST = { year: 2025, month: 7 };
const MONTHS = 12;
// Each so many orders, one is credited in part.
const CREDITED = 11;
const DAY_MS = 86_400_000;

/** The rows of the export: orders by month, and credit notes behind those that they credit. */
export function orderRows(): string[][] {
  const random = seeded(orders.seed);
  return Array.from({ length: orders.count }, (_, at) => drawOrder(at, random)).flat();
}

function drawOrder(at: number, random: () => number): string[][] {
  const line = drawn(orders.lines, ({ weight }) => weight, random);
  const month = FIRST.month + Math.floor((at * MONTHS) / orders.count);
  const day = new Date(Date.UTC(FIRST.year, month, 1 + Math.floor(random() * 24)));
  const cents = Math.round(line.typicalDollars * 100 * (0.5 + random()));
  const about = { number: String(orders.firstOrder + at), country: oneOf(line.countries, random) };
  const site = oneOf(orders.sites, random);
  const row = (amount: number, date: Date) => rowOf(line, { ...about, site, amount, date });
  const credit = row(-Math.round(cents / 8), new Date(day.getTime() + 3 * DAY_MS));
  return at % CREDITED === 5 ? [row(cents, day), credit] : [row(cents, day)];
}

interface Booking {
  number: string;
  country: string;
  site: string;
  /** In cents; a credit is negative. */
  amount: number;
  date: Date;
}

function rowOf({ vendor, group }: OrderLine, { number, country, site, amount, date }: Booking): string[] {
  const [year, month, day] = date.toISOString().slice(0, 10).split("-");
  const dated = `${month}/${day}/${year}`;
  return [number, "10", vendor, group, country, dollars(amount), "USD", dated, site, orders.text];
}

/** An amount as an ERP in the US writes it, a credit in parentheses. */
function dollars(cents: number): string {
  const whole = Math.floor(Math.abs(cents) / 100).toLocaleString("en-US");
  const text = `$${whole}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
  return cents < 0 ? `(${text})` : text;
}
