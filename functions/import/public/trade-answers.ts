import type { Minor } from "../../../shared/values/exposure.ts";
import { kebabCaseSchema } from "../../../shared/values/identifier.ts";
import { faultOf, type TextFault } from "../../../shared/values/parse.ts";
import type { FaultyRow, OtherRow } from "./trade-figure.ts";

/** What is said of a row with this amount that is no figure; `null` for an amount that is not known. */
export interface TradeAnswers {
  refuse(column: string, fault: TextFault): FaultyRow;
  leave(says: string): OtherRow;
}

export function answersFor(amount: Minor | null): TradeAnswers {
  return {
    refuse: (column, fault) => ({ kind: "refused", column, fault, amount }),
    leave: (says) => ({ kind: "left out", says, amount }),
  };
}

/** A product code as it is compared: `8507.60` is `850760`. Or what is said of a row without one, which has it in `column`. */
export function productIn(
  text: string,
  column: string,
  { refuse, leave }: TradeAnswers,
): { code: string } | FaultyRow | OtherRow {
  const code = productCode(text);
  if (code === "total") return leave("the total of all products");
  return kebabCaseSchema.safeParse(code).success
    ? { code }
    : refuse(column, faultOf(code, "is no product code"));
}

/** `8507.60` as `850760`. */
export function productCode(text: string): string {
  return text.replaceAll(/[\s.]/g, "").toLowerCase();
}
