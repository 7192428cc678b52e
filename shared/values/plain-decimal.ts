const MOST_DECIMALS = 20;

/**
 * A number from 0 on as a plain decimal, without an exponent, that reads as the same number again: 1e-7 is `0.0000001`. It has
 * at most 20 decimals, as many as imports take.
 */
export function plainDecimal(value: number): string {
  const text = String(value);
  const [, decimals = ""] = text.split(".");
  if (!text.includes("e") && decimals.length <= MOST_DECIMALS) return text;
  return value.toFixed(MOST_DECIMALS).replace(/\.?0+$/, "");
}
