// More than rounding can be off by, even with sums near 2^53.
const SLACK = 8;

/** The smallest whole number from about `estimate` that does it; rounding errors are made good one unit at a time. */
export function smallestWhole(estimate: number, isEnough: (units: number) => boolean): number {
  let units = Math.max(0, Math.ceil(estimate) - SLACK);
  for (let step = 0; step < 4 * SLACK && !isEnough(units); step += 1) units += 1;
  return units;
}
