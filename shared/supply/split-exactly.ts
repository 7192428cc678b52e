import { asMinor, type Minor } from "../values/exposure.ts";

/**
 * Splits an amount in proportion to weights, exactly: the parts are whole minor units and add up to the amount. Each part is
 * rounded down; the units that are left go to the largest remainders, the first of equal ones. No weight gets more than itself
 * while the amount is at most the sum of the weights, which must be more than 0.
 */
export function splitExactly(amount: Minor, weights: readonly Minor[]): Minor[] {
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  const parts = weights.map((weight, at) => {
    const product = BigInt(amount) * BigInt(weight);
    return { at, part: product / whole, rest: product % whole };
  });
  let left = BigInt(amount) - parts.reduce((sum, { part }) => sum + part, 0n);
  const byRest = [...parts].sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  for (const one of byRest) {
    if (left === 0n) break;
    one.part += 1n;
    left -= 1n;
  }
  return parts.map(({ part }) => asMinor(Number(part)));
}
