import type { CyclicSystem } from "./cyclic-system.ts";

/** Numbers with twice as many digits: each is the sum `high[i] + low[i]`. */
export interface Precise {
  high: Float64Array;
  low: Float64Array;
}

/**
 * By how much the value of a node would grow in one step through an input: `Σ share · (r_j − r_i) + lost · (1 −
 * r_i) − safe · r_i`. Values within a ring may differ by less than the last bit of a number, so the rounding
 * errors of sums and products are computed and added.
 * Source: Dekker (1971), "A floating-point technique for extending the available precision".
 */
export function gainOf(system: CyclicSystem, node: number, input: number, { high, low }: Precise): number {
  const [own, ownLow] = [high[node] ?? 0, low[node] ?? 0];
  let sum = 0;
  let error = 0;
  const last = system.linkStart[input + 1] ?? 0;
  for (let link = system.linkStart[input] ?? 0; link < last; link += 1) {
    const upstream = system.upstream[link] ?? 0;
    addPart(system.share[link] ?? 0, high[upstream] ?? 0, low[upstream] ?? 0);
  }
  addPart(system.lost[input] ?? 0, 1, 0);
  addPart(system.safe[input] ?? 0, 0, 0);
  return sum + error;

  function addPart(share: number, value: number, valueLow: number): void {
    const difference = value - own;
    const differenceLow = sumError(value, -own, difference) + (valueLow - ownLow);
    const part = share * difference;
    const next = sum + part;
    error += sumError(sum, part, next) + productError(share, difference, part) + share * differenceLow;
    sum = next;
  }
}

/** The rounding error of `sum` as the sum of `a` and `b`. */
function sumError(a: number, b: number, sum: number): number {
  const rounded = sum - a;
  return a - (sum - rounded) + (b - rounded);
}

// Multiplying by it splits a number into the upper and lower half of its digits.
const SPLITTER = 2 ** 27 + 1;

/** The rounding error of `product` as the product of `a` and `b`. */
function productError(a: number, b: number, product: number): number {
  const [aHigh, bHigh] = [upperHalf(a), upperHalf(b)];
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

function upperHalf(number: number): number {
  const scaled = SPLITTER * number;
  return scaled - (scaled - number);
}
