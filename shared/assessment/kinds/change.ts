import { compareCells, isUnchanged } from "../../measures/compared-cells.ts";
import { groupNameOf } from "../../supply/scope.ts";
import type { Interval } from "../../values/interval.ts";
import { groupsOf, type RankedScope } from "../view.ts";
import { type Found, type MeasureKind, type Moment, NOTHING, type Sight } from "./measure-kind.ts";

/** By how much the value of another kind has risen within a number of days: now minus then. */
export function changeKind(of: MeasureKind, days: number): MeasureKind {
  return {
    observe: (scopes, sight) => observeChange(of, days, scopes, sight),
    valueIn: null,
    change: () => null,
    fractionsIn: () => null,
    boundModel: null,
    looseWithLeader: null,
  };
}

function observeChange(of: MeasureKind, days: number, scopes: readonly RankedScope[], sight: Sight): Found[] {
  const { rule, view } = sight;
  const viewThen = sight.viewBefore(days);
  if (viewThen === null) return scopes.map(() => NOTHING);
  const scopesThen = groupsOf(viewThen, rule.by);
  const foundThen = of.observe(scopesThen, { ...sight, view: viewThen });
  const foundNow = of.observe(scopes, sight);
  return scopes.map((scope, at) => {
    // All groups of a rule are items, or all are programs, so their names tell them apart.
    const same = scopesThen.findIndex((one) => groupNameOf(one) === groupNameOf(scope));
    const before = scopesThen[same];
    const now = foundNow[at]?.observed ?? null;
    const then = foundThen[same]?.observed ?? null;
    if (now === null || then === null || before === undefined) return NOTHING;
    const observed = changeOf(
      of,
      { scope, network: view.network, value: now },
      { scope: before, network: viewThen.network, value: then },
    );
    return { ...NOTHING, observed };
  });
}

/**
 * By how much a value has risen between two times. Unknown facts are the same at both: a supplier has the same
 * owner, and a position that is in both windows is the same position. The interval is never wider than the
 * difference of the two values, and exactly 0 when both windows have the same positions.
 */
function changeOf(of: MeasureKind, now: Moment, then: Moment): Interval {
  if (isUnchanged(compareCells(now.scope, then.scope))) return { lower: 0, upper: 0 };
  const apart = {
    lower: now.value.lower - then.value.upper,
    upper: now.value.upper - then.value.lower,
  };
  // Optional exposure changes the total that shares refer to.
  const hasOptional = now.scope.optional.length > 0 || then.scope.optional.length > 0;
  const joint = hasOptional ? null : of.change(now, then);
  if (joint === null) return apart;
  const ends = [Math.max(apart.lower, joint.lower), Math.min(apart.upper, joint.upper)];
  // When the two bounds meet, rounding may have swapped them.
  return { lower: Math.min(...ends), upper: Math.max(...ends) };
}
