import type { Part } from "./part.ts";

/** By how much one key moved a measure. Exposures in minor units. */
export interface Move {
  key: string | null;
  delta: number;
  before: number;
  after: number;
}

/** What moved a measure between two assessments. The deltas and `others` add up to `total`, to the last bit. */
export interface Attribution {
  total: number;
  moves: Move[];
  others: number;
}

/**
 * Attributes the change of a measure to keys: the part of each now minus its part before. Shares and HHI are sums
 * over keys, so nothing is left over. The `most` largest moves are named; `others` is the rest.
 */
export function attribute(before: readonly Part[], after: readonly Part[], most: number): Attribution {
  const then = new Map(before.map((part) => [part.key, part]));
  const now = new Map(after.map((part) => [part.key, part]));
  const moves = [...new Set([...then.keys(), ...now.keys()])].map((key) => ({
    key,
    delta: (now.get(key)?.part ?? 0) - (then.get(key)?.part ?? 0),
    before: then.get(key)?.exposure ?? 0,
    after: now.get(key)?.exposure ?? 0,
  }));
  const total = sum(after.map(({ part }) => part)) - sum(before.map(({ part }) => part));
  const named = moves
    .filter(({ delta }) => delta !== 0)
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || ((a.key ?? "") < (b.key ?? "") ? -1 : 1))
    .slice(0, most);
  return { total, moves: named, others: remainder(total, named) };
}

/** What must be added to the named deltas, in their order, for the sum to be exactly the total. */
function remainder(total: number, named: Move[]): number {
  const told = sum(named.map(({ delta }) => delta));
  let others = total - told;
  for (let step = 0; step < 8 && told + others !== total; step += 1) others += total - (told + others);
  return others;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
