import { namesTimes } from "../look-through/bound-times.ts";
import { lossInDays } from "../look-through/loss-in-days.ts";
import type { Network } from "../look-through/network.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import type { Scope } from "../supply/scope.ts";
import { toUnit, type Unit } from "../values/exposure.ts";
import { type Bounds, toBounds } from "../values/interval.ts";

/** What a removal costs until everyone who stopped delivers again. `upper` is `null` where it is not known when that is. */
export interface RecoveryLoss {
  /** The days on which some of the scope is missing. */
  days: Bounds;
  /** The missing share of the scope, added up over these days. */
  shareDays: Bounds;
  /** What is missing of the exposure, at the pace of the window: exposure by days of the window, times `shareDays`. */
  missing: Bounds;
}

/** By what exposure becomes an amount for each day. */
export interface Pace {
  unit: Unit;
  windowDays: number;
}

/**
 * What each scope loses until all are back, `null` for one without exposure; nothing at all where nobody in the network says
 * how long stock lasts or when who stopped is back.
 */
export function recoveryLosses(
  scopes: readonly Scope[],
  set: RemovedSet,
  network: Network,
  { unit, windowDays }: Pace,
): (RecoveryLoss | null)[] | null {
  if (!namesTimes(network)) return null;
  return lossInDays(scopes, set, network).map((loss, at) => {
    const scope = scopes[at];
    if (loss === null || scope === undefined) return null;
    const perDay = toUnit(scope.total, unit) / windowDays;
    const { lower, upper } = loss.shareDays;
    const missing = { lower: lower * perDay, upper: upper * perDay };
    return { days: toBounds(loss.days), shareDays: toBounds(loss.shareDays), missing: toBounds(missing) };
  });
}
