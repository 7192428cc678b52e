import { square } from "../values/amount.ts";
import type { Packing } from "./packing.ts";

/** The square sum of the most concentrated packing; nothing in it is optional. */
export function mostSquares({ fixed, choosing, anyKey }: Packing): bigint {
  const chosen = [...new Set(choosing.flatMap(({ keys }) => keys))];
  const others = [...fixed].filter(([key]) => !chosen.includes(key)).map(([, { certain }]) => certain);
  const largest = others.reduce((a, b) => Math.max(a, b), 0);
  const squares = others.reduce((sum, e) => sum + square(e), 0n) - square(largest);
  // The largest of the others may come first as well: its place in the order is behind all that is chosen among.
  const bases = [...chosen.map((key) => fixed.get(key)?.certain ?? 0), largest];
  const sets = choosing.map(({ certain, keys }) => ({ certain, bits: bitsOf(keys, chosen) }));
  // By the set of keys that come first in the order: each group has the first of its keys.
  const best: (bigint | undefined)[] = [0n];
  const whole = 2 ** bases.length;
  for (let placed = 0; placed < whole; placed += 1) {
    const before = best[placed];
    if (before === undefined) continue;
    for (const [at, base] of bases.entries()) {
      const bit = 1 << at;
      if ((placed & bit) !== 0) continue;
      let held = placed === 0 ? base + anyKey.certain : base;
      for (const { certain, bits } of sets) if ((bits & bit) !== 0 && (bits & placed) === 0) held += certain;
      const sum = before + square(held);
      const after = placed | bit;
      if (sum > (best[after] ?? -1n)) best[after] = sum;
    }
  }
  return squares + (best[whole - 1] ?? 0n);
}

/** The most that `n` keys hold in any packing; nothing in it is optional. */
export function mostOfTop({ fixed, choosing, anyKey }: Packing, n: number): number {
  const chosen = [...new Set(choosing.flatMap(({ keys }) => keys))];
  const others = [...fixed]
    .filter(([key]) => !chosen.includes(key))
    .map(([, { certain }]) => certain)
    .sort((a, b) => b - a)
    .slice(0, n);
  const sets = choosing.map(({ certain, keys }) => ({ certain, bits: bitsOf(keys, chosen) }));
  let most = 0;
  for (let named = 0; named < 2 ** chosen.length; named += 1) {
    const own = chosen.filter((_, at) => (named & (1 << at)) !== 0);
    if (own.length > n) continue;
    const certain = own.reduce((sum, key) => sum + (fixed.get(key)?.certain ?? 0), 0);
    const gained = sets.reduce((sum, { certain, bits }) => ((bits & named) === 0 ? sum : sum + certain), 0);
    const rest = others.slice(0, n - own.length).reduce((sum, exposure) => sum + exposure, 0);
    most = Math.max(most, certain + gained + rest);
  }
  return most + anyKey.certain;
}

function bitsOf(keys: readonly string[], all: readonly string[]): number {
  return keys.reduce((bits, key) => bits | (1 << all.indexOf(key)), 0);
}
