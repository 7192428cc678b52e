// Decimal shares often add up to slightly more or less than a decimal in binary. A number holds fifteen decimal
// places.
const PLACES = 15;

/**
 * Returns which fraction of an input its shares leave unexplained. Shares that add up to more than 1 are scaled
 * down to 1, in place.
 */
export function fitShares(shares: Float64Array): number {
  const sum = preciseSum(shares);
  if (sum > 1) for (const [at, share] of shares.entries()) shares[at] = share / sum;
  return Math.max(0, Number((1 - sum).toFixed(PLACES)));
}

/** A sum that keeps the last digits. Source: Neumaier (1974). */
function preciseSum(numbers: Float64Array): number {
  let sum = 0;
  let rest = 0;
  for (const number of numbers) {
    const next = sum + number;
    rest += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum;
    sum = next;
  }
  return sum + rest;
}
