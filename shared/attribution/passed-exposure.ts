import type { KeyMove } from "./key-move.ts";

/**
 * Joins exposure that became known. When exposure without a known key shrank by exactly as much as keys grew,
 * the keys also get what its shrinking did, and it is not listed as a mover. The same applies the other way
 * round to what became unknown.
 */
export function joinPassed(moves: KeyMove[]): KeyMove[] {
  const changed = moves.filter(({ exposure }) => exposure.before !== exposure.after);
  const unknown = changed.filter(({ isKnown }) => !isKnown);
  const known = changed.filter(({ isKnown }) => isKnown);
  for (const { kind, sign } of DIRECTIONS) {
    const takers = known.filter((move) => sign * growth(move) > 0);
    const passed = -sign * total(unknown.map(growth));
    const isPassed = unknown.every((move) => sign * growth(move) < 0);
    const taken = sign * total(takers.map(growth));
    if (passed <= 0 || !isPassed || Math.abs(taken - passed) > PASSED_ROUNDING * passed) continue;
    const shared = total(unknown.map(({ delta }) => delta));
    return moves.flatMap((move) => {
      if (unknown.includes(move)) return [];
      if (!takers.includes(move)) return [move];
      const part = Math.abs(growth(move));
      return [{ ...move, kind, passed: part, delta: move.delta + (shared * part) / passed }];
    });
  }
  return moves;
}

const DIRECTIONS = [
  { kind: "known", sign: 1 },
  { kind: "unknown", sign: -1 },
] as const;

// Sums of exposures in the unit (not minor units) are rounded in their last digits.
const PASSED_ROUNDING = 1e-12;

function growth({ exposure }: KeyMove): number {
  return exposure.after - exposure.before;
}

function total(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
