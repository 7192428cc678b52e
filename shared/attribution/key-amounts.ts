import type { Contribution } from "../measures/contribution.ts";
import type { KeyAmounts } from "./path-integral.ts";

export const NO_AMOUNTS: KeyAmounts = { counted: 0, loose: 0, exposure: 0 };

/**
 * The amounts of a key with this exposure, `counted` of which the bound counts. Where all that is loose belongs to the
 * leader (`toLeader`), it stands apart from what is counted.
 */
export function amountsOf(
  { isLoose }: Pick<Contribution<number>, "isLoose">,
  exposure: number,
  counted: number,
  toLeader: boolean,
): KeyAmounts {
  if (!toLeader) return { exposure, counted, loose: 0 };
  return isLoose ? { exposure, counted: 0, loose: exposure } : { exposure, counted: exposure, loose: 0 };
}

export function sumAmounts(a: KeyAmounts, b: KeyAmounts): KeyAmounts {
  return { counted: a.counted + b.counted, loose: a.loose + b.loose, exposure: a.exposure + b.exposure };
}

export function difference(a: KeyAmounts, b: KeyAmounts): KeyAmounts {
  return { counted: a.counted - b.counted, loose: a.loose - b.loose, exposure: a.exposure - b.exposure };
}

// Sums of exposures in the unit (not minor units) are rounded in their last digits.
const CAUSE_ROUNDING = 1e-9;

/** Whether a change is no more than rounding. */
export function isNothing(change: KeyAmounts, was: KeyAmounts): boolean {
  const most = CAUSE_ROUNDING * Math.max(1, was.exposure);
  return [change.counted, change.loose, change.exposure].every((one) => Math.abs(one) <= most);
}
