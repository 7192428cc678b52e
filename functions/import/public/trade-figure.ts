import type { Minor } from "../../../shared/values/exposure.ts";
import type { TextFault } from "../../../shared/values/parse.ts";
import type { Period } from "../files/usitc-period.ts";

/** What one reporter has imported of some goods from one partner in one period, or a part of that. */
export interface TradeFigure {
  kind: "figure";
  /** The country that imports, as its ISO code, or a group of countries as the table names it. */
  reporter: string;
  /** Whether the reporter is a group: what its members report is in its figures. */
  isOfGroup: boolean;
  /** The product code, in small letters and without dots. */
  code: string;
  period: Period & { text: string };
  /** The partner's ISO code; `null` where the table names none. */
  origin: string | null;
  /** Names the partner in the ids of positions: its ISO code, or how the table names who is no country. */
  partnerId: string;
  /** What the table says of a partner that is no country; empty for a country. */
  originSays: string;
  /** `null` for a figure as a whole. */
  part: FigurePart | null;
  /** Names the row among all others of the table; `null` in a table in which several rows add up to one figure. */
  rowName: string | null;
  exposure: Minor;
}

/**
 * A part of a figure, which is left out where the table also has the whole. Where it has not, the part counts (the two parts of
 * the United Kingdom), or is refused because nobody can tell whether the other parts are there.
 */
export interface FigurePart {
  alone: "counts" | "is refused";
  /** What the row is, for people: `one mode of transport`. */
  says: string;
}

/** A row that is no figure of imports from one country. */
export interface OtherRow {
  kind: "left out";
  /** What it is, for people. */
  says: string;
  /** In minor units; `null` where the row has no amount that is known. */
  amount: Minor | null;
}

/** A row that cannot be read. */
export interface FaultyRow {
  kind: "refused";
  column: string;
  fault: TextFault;
  amount: Minor | null;
}

export type TradeReading = TradeFigure | OtherRow | FaultyRow;

/** Reads a row by what its columns are for. A column that is not there is empty. */
export type ReadTradeRow<Role extends string> = (text: (role: Role) => string) => TradeReading;

/** Where the column of each role stands in a table; `null` where it has none. */
export type TradeColumns<Role extends string> = { [One in Role]: number | null };

/** Which rows of a table are taken. */
export interface TradeChoice {
  /** The only reporter whose imports are taken, as its code; `null` for all. */
  reporter: string | null;
  /** Beginnings of the product codes that are taken; none for all. */
  products: readonly string[];
}

/** What a row is that is not chosen; `null` for one that is. */
export function notChosen(
  { reporter, code }: Pick<TradeFigure, "reporter" | "code">,
  choice: TradeChoice,
): string | null {
  if (choice.reporter !== null && reporter !== choice.reporter) return "imports of another reporter";
  const isChosen =
    choice.products.length === 0 || choice.products.some((product) => code.startsWith(product));
  return isChosen ? null : "another product";
}
