/**
 * The smallest whole number from 0 to `most` for which `isEnough` is true, found by binary search; `null` when
 * it is false even for `most`. Once `isEnough` is true for a number, it must be true for every larger one.
 */
export function leastWhole(most: number, isEnough: (units: number) => boolean): number | null {
  if (!isEnough(most)) return null;
  let [low, high] = [0, most];
  while (low < high) {
    // Not (low + high) / 2: that sum may pass 2^53.
    const middle = low + Math.floor((high - low) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
