import { readAmount } from "../amount-format.ts";
import { type Cell, textOf } from "../cell.ts";
import { columnName } from "../columns.ts";
import type { Chosen } from "./choose.ts";

const CREDIT = /^(credit|credit (memo|note|invoice)|cr|gutschrift|h|haben)$/i;

/** The texts by which another column says that an amount is a credit, where no amount is negative itself. */
export function creditsOf({ kind, exposure }: Chosen): string[] {
  if (kind === undefined || (exposure?.profile.amounts.negative ?? 0) > 0) return [];
  return [...kind.profile.values.keys()].filter((text) => CREDIT.test(text));
}

/** What a row is worth, as far as it can be read: less than zero for a credit. */
export function amountIn(row: readonly Cell[], { exposure, kind }: Chosen, credits: string[]): number {
  if (exposure === undefined) return 0;
  const { at, amounts } = exposure.profile;
  const read = readAmount(row[at] ?? "", amounts.format, "USD");
  if ("problem" in read) return 0;
  const isCredit = kind !== undefined && credits.includes(columnName(textOf(row[kind.profile.at] ?? "")));
  return read.isNegative || isCredit ? -Number(read.decimal) : Number(read.decimal);
}
