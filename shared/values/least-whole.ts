/**
 * The least whole number from 0 to `most` that is enough, found by halving; `null` when not even `most` is. What is
 * enough must stay enough for every larger number.
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
