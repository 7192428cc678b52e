import type { Contribution, StoredContributions } from "../measures/contribution.ts";
import type { Bound } from "../values/interval.ts";
import type { KeyAmounts, KeyPath } from "./path-integral.ts";

type Sums = Pick<Contribution<number>, "exposure" | "lower" | "upper">;

/** What one key contributed to a measure at two assessments. */
export interface ContributionChange {
  key: string | null;
  before: Sums & Pick<Contribution<number>, "isKnown" | "isLoose">;
  after: Sums & Pick<Contribution<number>, "isKnown" | "isLoose">;
}

/** The keys of two assessments side by side, and as one all that one of the two does not tell apart. */
export interface ContributionChanges {
  changes: ContributionChange[];
  rest: ContributionChange;
}

/** Sets the contributions of two assessments side by side. Who is missing in one of them had nothing there. */
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
      // It may be among those that are not told apart, so that nobody can say whether it came or left.
      rest.before = added(rest.before, before ?? NO_SUMS);
      rest.after = added(rest.after, after ?? NO_SUMS);
    }
  }
  return { changes, rest: { ...rest, after: settled(rest.before, rest.after) } };
}

/** Whether all exposures have changed by one factor, so that no share has changed. */
export function isOnlyScaled(changes: readonly ContributionChange[]): boolean {
  const total = (side: "before" | "after") => changes.reduce((sum, one) => sum + one[side].exposure, 0);
  const factor = total("after") / total("before");
  return changes.every(({ before, after }) =>
    (["exposure", "lower", "upper"] as const).every((sum) => isSame(before[sum] * factor, after[sum])),
  );
}

/** The way of a key's contribution to a bound, where exposure that may be with any key counts by itself or for the leader. */
export function pathOf({ before, after }: ContributionChange, bound: Bound, toLeader: boolean): KeyPath {
  const amount = ({ exposure, isLoose, ...sums }: ContributionChange["before"]): KeyAmounts => {
    if (!toLeader) return { exposure, counted: sums[bound], loose: 0 };
    return isLoose ? { exposure, counted: 0, loose: exposure } : { exposure, counted: exposure, loose: 0 };
  };
  return { from: amount(before), to: amount(after) };
}

/** Whether two exposures are the same but for the last digits of a product. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= SMALLEST_CHANGE * Math.max(Math.abs(a), Math.abs(b));
}

// Shares and losses are rounded in their last digits; a cent of 100 B is more than this.
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

/** The sums after, where those that are the same but for rounding are exactly the same. */
function settled(
  before: ContributionChange["before"],
  after: ContributionChange["before"],
): ContributionChange["before"] {
  const settle = (sum: keyof Sums) => (isSame(before[sum], after[sum]) ? before[sum] : after[sum]);
  return { ...after, exposure: settle("exposure"), lower: settle("lower"), upper: settle("upper") };
}
