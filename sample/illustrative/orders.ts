/** What one vendor sells of one material group. A vendor of "" is not named, and one of several countries is drawn each time. */
export interface OrderLine {
  vendor: string;
  group: string;
  countries: string[];
  typicalDollars: number;
  weight: number;
}

/**
 * An invented year of orders as an ERP exports them: names of vendors instead of ids, countries as people write them. The
 * makers of cells are real companies; no order, credit note or price in it is.
 */
export const orders: {
  seed: number;
  count: number;
  firstOrder: number;
  sites: string[];
  text: string;
  lines: OrderLine[];
} = {
  seed: 20260801,
  count: 160,
  firstOrder: 4_500_010_000,
  sites: ["Ashburn DC", "Dallas DC", "Phoenix DC"],
  text: "illustrative: nothing was ordered",
  lines: [
    line(
      "Contemporary Amperex Technology Co., Limited",
      "Battery Energy Storage",
      ["China (PRC)"],
      1_500_000,
      7,
    ),
    line("BYD Company, Limited", "Battery Energy Storage", ["China (PRC)"], 1_400_000, 6),
    line("Sungrow", "Battery Energy Storage", ["China (PRC)"], 1_300_000, 5),
    line("Example Joint Energy LLC", "Battery Energy Storage", ["China (PRC)"], 1_200_000, 4),
    line(
      "Example Grid Systems LLC",
      "Battery Energy Storage",
      ["China (PRC)", "United States"],
      1_200_000,
      6,
    ),
    line("Example Storage Inc.", "Battery Energy Storage", ["United States"], 1_300_000, 4),
    line("LG", "Battery Energy Storage", ["Korea, South", "Poland"], 900_000, 3),
    line("Example UPS Works Inc.", "UPS Lithium", ["China (PRC)", "Mexico"], 320_000, 7),
    line("Samsung SDI", "UPS Lithium", ["Korea, South"], 400_000, 4),
    line("Example Accu GmbH", "UPS Lead Acid", ["Germany", "TBD"], 130_000, 5),
    line("", "UPS Lithium", ["TBD"], 150_000, 2),
  ],
};

function line(
  vendor: string,
  group: string,
  countries: string[],
  typicalDollars: number,
  weight: number,
): OrderLine {
  return { vendor, group, countries, typicalDollars, weight };
}
