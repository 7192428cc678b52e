import type { StoredContributions } from "../measures/contribution.ts";
import type { Bound } from "../values/interval.ts";
import type { CellFraction } from "./cell-fractions.ts";
import type { CellPart } from "./cell-part.ts";
import { amountsOf, difference, isNothing, NO_AMOUNTS } from "./key-amounts.ts";
import type { KeyAmounts } from "./path-integral.ts";
import type { Reassignment } from "./reassignment.ts";

/** What a reassignment took from a key (below 0) or gave it, in the unit of the contributions. */
export interface ReassignedOfKey {
  key: string | null;
  exposure: number;
  lower: number;
  upper: number;
  amounts: KeyAmounts;
}

/** What a reassignment changed: the key that it took from, and the one that it gave to. */
export interface ReassignedChange extends Reassignment {
  keys: ReassignedOfKey[];
}

/** How keys stand in a measure. */
export interface KeysThenAndNow {
  before: StoredContributions;
  /** What each key of the earlier assessment holds with the suppliers, links and lists of now. */
  heldNow: ReadonlyMap<string | null, KeyAmounts>;
  bound: Bound;
  toLeader: boolean;
}

/**
 * What reassignments changed, in the unit. Those of a key that an edit of suppliers or links, or a list, has changed as well are left
 * out: what it held before, and what it holds of that now, cannot be set against each other.
 */
export function reassignedChanges(
  reassignments: readonly Reassignment[],
  fractionOf: (cell: CellPart) => CellFraction | null,
  keys: KeysThenAndNow,
  toUnit: (exposure: number) => number,
): ReassignedChange[] {
  const ofKey = (cell: CellPart, exposure: number): ReassignedOfKey[] => {
    const fraction = fractionOf(cell);
    if (fraction === null) return [];
    const { key, lower, upper } = fraction;
    const counted = exposure * fraction[keys.bound];
    const amounts = amountsOf(fraction, exposure, counted, keys.toLeader);
    return [{ key, exposure, lower: exposure * lower, upper: exposure * upper, amounts }];
  };
  return reassignments.flatMap((one) => {
    const exposure = toUnit(one.exposure);
    const changed = [...ofKey(one.from, -exposure), ...ofKey(one.to, exposure)];
    return changed.length === 2 && changed.every(({ key }) => isSteady(key, keys))
      ? [{ ...one, keys: changed }]
      : [];
  });
}

/** Whether nothing but positions has changed what a key holds. A key that is not listed on its own is not told on its own. */
function isSteady(key: string | null, { before, heldNow, bound, toLeader }: KeysThenAndNow): boolean {
  const stored = before.keys.find((one) => one.key === key);
  if (stored === undefined && before.rest !== null) return true;
  const was = stored === undefined ? NO_AMOUNTS : amountsOf(stored, stored.exposure, stored[bound], toLeader);
  return isNothing(difference(heldNow.get(key) ?? NO_AMOUNTS, was), was);
}
