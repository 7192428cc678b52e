/** Exposures, in minor units, added up by number. `count` numbers have a sum, which may be 0. */
export interface Sums {
  byNumber: Float64Array;
  count: number;
}

const NO_SUM = -1;

export function emptySums(): Sums {
  return { byNumber: new Float64Array(64).fill(NO_SUM), count: 0 };
}

/** Adds an exposure to a sum, in place. Whether sums stay exact is for the caller to check: all of them together are one sum. */
export function addTo(sums: Sums, number: number, exposure: number): void {
  if (number >= sums.byNumber.length) widen(sums, number);
  const sum = sums.byNumber[number] as number;
  if (sum === NO_SUM) {
    sums.byNumber[number] = exposure;
    sums.count += 1;
  } else {
    sums.byNumber[number] = sum + exposure;
  }
}

function widen(sums: Sums, number: number): void {
  const wider = new Float64Array(2 ** Math.ceil(Math.log2(number + 1))).fill(NO_SUM);
  wider.set(sums.byNumber);
  sums.byNumber = wider;
}

/** The sum of a number; `null` when it has none. */
export function sumOf({ byNumber }: Sums, number: number): number | null {
  const sum = byNumber[number] ?? NO_SUM;
  return sum === NO_SUM ? null : sum;
}
