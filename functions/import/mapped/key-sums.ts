import { createIntegers, createNumbers } from "../tables/integers.ts";

/** How many lines each key has, and the exact sum of their amounts. Keys are numbered 0, 1, 2, … as they start. */
export function createKeySums() {
  const lines = createIntegers();
  const sums = createNumbers();
  // Sums that numbers cannot hold exactly.
  const large = new Map<number, bigint>();
  return {
    start(): void {
      lines.push(0);
      sums.push(0);
    },
    add(key: number, amount: number): void {
      lines.set(key, lines.at(key) + 1);
      const before = large.get(key);
      if (before !== undefined) large.set(key, before + BigInt(amount));
      else {
        const sum = sums.at(key) + amount;
        if (Number.isSafeInteger(sum)) sums.set(key, sum);
        else large.set(key, BigInt(sums.at(key)) + BigInt(amount));
      }
    },
    linesOf: lines.at,
    sumOf: (key: number) => large.get(key) ?? BigInt(sums.at(key)),
    forgetBefore(key: number): void {
      lines.forgetBefore(key);
      sums.forgetBefore(key);
    },
    get size() {
      return lines.size;
    },
  };
}
