import type { ContributionChange } from "./contribution-change.ts";
import type { KeyAmounts, MeanSlopes } from "./path-integral.ts";
import type { ReassignedChange, ReassignedOfKey } from "./reassigned-change.ts";
import { describeReassigned, kindKey, type ReassignedWhat } from "./reassigned-what.ts";

/** How much positions that got another supplier or origin moved a bound. */
export interface ReassignedMove extends ReassignedWhat {
  delta: number;
}

/** What reassignments moved, and the changes of keys without them. */
export interface ReassignedParts {
  moves: ReassignedMove[];
  /** For each change of a key: what is left of it, and how much of its delta belongs to reassignments. */
  left: { change: ContributionChange; moved: number; isTouched: boolean }[];
}

/**
 * Takes what reassignments changed out of the changes of keys. `deltas` is what each change did to the bound; `slopes` has one
 * more place, for keys that are not listed one by one. What is left and what is taken out add up to each delta.
 */
export function withoutReassigned(
  changes: readonly ContributionChange[],
  deltas: readonly number[],
  slopes: MeanSlopes,
  reassigned: readonly ReassignedChange[],
): ReassignedParts {
  const placeOf = new Map(changes.map(({ key }, at) => [key, at]));
  const byKind = [...Map.groupBy(reassigned, kindKey).values()];
  const moves = byKind.map((ones) => ({ ...describeReassigned(ones), delta: 0 }));
  const deltaAt = changes.map(() => moves.map(() => 0));
  for (const [kind, ones] of byKind.entries()) {
    for (const { key, amounts } of ones.flatMap(({ keys }) => keys)) {
      const at = placeOf.get(key);
      const delta = deltaOf(
        amounts,
        at === undefined ? slopes.slopes[changes.length] : slopes.slopes[at],
        slopes,
      );
      const own = moves[kind];
      if (own !== undefined) own.delta += delta;
      const parts = at === undefined ? undefined : deltaAt[at];
      if (parts !== undefined) parts[kind] = (parts[kind] ?? 0) + delta;
    }
  }
  const left = changes.map((change, at) => {
    const own = reassigned.flatMap(({ keys }) => keys.filter(({ key }) => key === change.key));
    const parts = deltaAt[at] ?? [];
    const without = changeWithout(change, own);
    const moved = parts.reduce((sum, part) => sum + part, 0);
    const isTouched = without !== change;
    if (!isTouched || !isNothingLeft(without)) return { change: without, moved, isTouched };
    // All of the change was reassigned, so all of its delta was, whatever the last digits say.
    const most = parts.indexOf(parts.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0] ?? 0);
    const largest = moves[most];
    if (largest !== undefined) largest.delta += (deltas[at] ?? 0) - moved;
    return { change: without, moved: deltas[at] ?? 0, isTouched: true };
  });
  return { moves, left };
}

function deltaOf(amounts: KeyAmounts, slope = 0, { loose, whole }: MeanSlopes): number {
  return slope * amounts.counted + loose * amounts.loose + whole * amounts.exposure;
}

/** A change of a key, as if what was reassigned had been so before. */
function changeWithout(change: ContributionChange, own: readonly ReassignedOfKey[]): ContributionChange {
  if (own.length === 0) return change;
  const { before, after } = change;
  const sums = ["exposure", "lower", "upper"] as const;
  const given = (sum: (typeof sums)[number]) => own.reduce((total, one) => total + one[sum], 0);
  const most = ROUNDING * Math.max(1, before.exposure, after.exposure);
  // Within one owner nothing is given: what one of its suppliers loses, the other gets.
  if (sums.every((sum) => Math.abs(given(sum)) <= most)) return change;
  const start = (sum: (typeof sums)[number]) => {
    const value = before[sum] + given(sum);
    return Math.abs(value - after[sum]) <= most ? after[sum] : value;
  };
  return {
    ...change,
    before: { ...before, exposure: start("exposure"), lower: start("lower"), upper: start("upper") },
  };
}

// Sums of exposures in the unit (not minor units) are rounded in their last digits.
const ROUNDING = 1e-9;

function isNothingLeft({ before, after }: ContributionChange): boolean {
  return (["exposure", "lower", "upper"] as const).every((sum) => before[sum] === after[sum]);
}
