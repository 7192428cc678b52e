import * as z from "zod";

const NO_FRACTION = "must be between 0 and 1, like 0.49, or a percentage, like 49 %";
// The least that the tables can hold is 1e-130, and no share is known to twenty digits.
const MOST_DECIMALS = 20;

// A number above 1 is no share. So a comma, or a point before three digits, cannot stand between thousands.
const WRITTEN = /^(?<whole>\d+)(?:[.,](?<decimals>\d+))?(?<percent>\s*%)?$/;

/** A share between 0 and 1, as people and spreadsheets write it: `0.49`, `0,49`, `49 %`. */
export const fractionFieldSchema = z.string().transform((text, context) => {
  const plain = plainFraction(text);
  if (plain === null || Number(plain) > 1) {
    context.addIssue({ code: "custom", message: NO_FRACTION });
    return z.NEVER;
  }
  const [, decimals = ""] = plain.split(".");
  if (decimals.length <= MOST_DECIMALS) return Number(plain);
  context.addIssue({ code: "custom", message: `has more than ${MOST_DECIMALS} decimals` });
  return z.NEVER;
});

/** The same as a plain decimal; `null` for no number. Digits are moved and nothing is computed: 34.7 % is exactly 0.347. */
function plainFraction(text: string): string | null {
  const written = WRITTEN.exec(text)?.groups;
  if (written === undefined) return null;
  const { whole = "", decimals = "", percent } = written;
  if (percent === undefined) return decimals === "" ? whole : `${whole}.${decimals}`;
  const digits = whole.padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${decimals}`;
}
