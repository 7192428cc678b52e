/** What one supplier sells of one item. An origin of "" is unknown; one of several is drawn each time. */
export interface PortfolioLine {
  supplierId: string;
  item: string;
  origins: string[];
  typicalDollars: number;
  /** How often it is bought, in the first month and in the last. */
  weight: [first: number, last: number];
}

/** What a sector buys in two years, and how it is drawn. */
export interface Portfolio {
  sector: string;
  prefix: string;
  seed: number;
  positions: number;
  programs: string[];
  source: string;
  lines: PortfolioLine[];
}
