import type { Contribution, StoredContributions } from "../measures/contribution.ts";
import type { Bound } from "../values/interval.ts";
import type { KeyAmounts, KeyPath } from "./path-integral.ts";

type Sums = Pick<Contribution<number>, "exposure" | "lower" | "upper">;

/** The contribution of one key to a measure in two assessments. */
export interface ContributionChange {
  key: string | null;
  before: Sums & Pick<Contribution<number>, "isKnown" | "isLoose">;
  after: Sums & Pick<Contribution<number>, "isKnown" | "isLoose">;
}

/** The keys of two assessments side by side. Keys that one of the two does not list are summed as one. */
export interface ContributionChanges {
  changes: ContributionChange[];
  rest: ContributionChange;
}

/**
 * Sets the contributions of two assessments side by side. A key that is missing in one of them had nothing
 * there.
 */
export function alignContributions(then: StoredContributions, now: StoredContributions): ContributionChanges {
  const [keysThen, keysNow] = [byKey(then), byKey(now)];
  const rest = { key: null, before: unknown(then.rest), after: unknown(now.rest) };
  const changes: ContributionChange[] = [];
  for (const key of new Set([...keysThen.keys(), ...keysNow.keys()])) {
    const [before, after] = [keysThen.get(key), keysNow.get(key)];
    const isTold = (before !== undefined || then.rest === null) && (after !== undefined || now.rest === null);
    if (isTold) {
      const { isKnown = false, isLoose = true } = after ?? before ?? {};
      const nothing = { ...NO_SUMS, isKnown, isLoose };
      changes.push({ key, before: before ?? nothing, after: settled(before ?? nothing, after ?? nothing) });
    } else {
      // The key may be among those that are not listed, so it is not known whether it came or left.
      rest.before = added(rest.before, before ?? NO_SUMS);
      rest.after = added(rest.after, after ?? NO_SUMS);
    }
  }
  return { changes, rest: { ...rest, after: settled(rest.before, rest.after) } };
}

/** Whether all exposures changed by one factor, so that no share changed. */
export function isOnlyScaled(changes: readonly ContributionChange[]): boolean {
  const total = (side: "before" | "after") => changes.reduce((sum, one) => sum + one[side].exposure, 0);
  const factor = total("after") / total("before");
  return changes.every(({ before, after }) =>
    (["exposure", "lower", "upper"] as const).every((sum) => isSame(before[sum] * factor, after[sum])),
  );
}

/**
 * How a key's contribution to a bound moves. Exposure that may have any key counts on its own, or for the
 * largest key.
 */
export function pathOf({ before, after }: ContributionChange, bound: Bound, toLeader: boolean): KeyPath {
  const amount = ({ exposure, isLoose, ...sums }: ContributionChange["before"]): KeyAmounts => {
    if (!toLeader) return { exposure, counted: sums[bound], loose: 0 };
    return isLoose ? { exposure, counted: 0, loose: exposure } : { exposure, counted: exposure, loose: 0 };
  };
  return { from: amount(before), to: amount(after) };
}

/** Whether two exposures are equal apart from rounding. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= SMALLEST_CHANGE * Math.max(Math.abs(a), Math.abs(b));
}

// Shares and losses are rounded in their last digits. One cent of USD 100 billion is more than this.
const SMALLEST_CHANGE = 1e-13;
const NO_SUMS: Sums = { exposure: 0, lower: 0, upper: 0 };

function byKey({ keys }: StoredContributions): Map<string | null, Contribution<number>> {
  return new Map(keys.map((contribution) => [contribution.key, contribution]));
}

function unknown(rest: StoredContributions["rest"]): ContributionChange["before"] {
  return { ...(rest ?? NO_SUMS), isKnown: false, isLoose: true };
}

function added<Sum extends Sums>(sums: Sum, more: Sums): Sum {
  return {
    ...sums,
    exposure: sums.exposure + more.exposure,
    lower: sums.lower + more.lower,
    upper: sums.upper + more.upper,
  };
}

/** The later sums. Those that differ from the earlier ones only by rounding are made equal. */
function settled(
  before: ContributionChange["before"],
  after: ContributionChange["before"],
): ContributionChange["before"] {
  const settle = (sum: keyof Sums) => (isSame(before[sum], after[sum]) ? before[sum] : after[sum]);
  return { ...after, exposure: settle("exposure"), lower: settle("lower"), upper: settle("upper") };
}
