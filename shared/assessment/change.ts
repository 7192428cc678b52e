import type { Network, TracedScope } from "../look-through/network.ts";
import { compareCells, isUnchanged } from "../measures/compared-cells.ts";
import { sidesOf } from "../measures/observe.ts";
import type { Measure } from "../policy/measure.ts";
import type { Interval } from "../values/interval.ts";
import { changeOfHerfindahl, changeOfTop } from "./change-of-concentration.ts";
import { changeOfRisk } from "./change-of-risk.ts";
import { changeOfShare } from "./change-of-share.ts";
import { removedSet } from "./removed-set.ts";

export type ChangingMeasure = Extract<Measure, { kind: "change" }>["of"];

/** A scope as it is or was, with its value of a measure and the network behind it. */
export interface Moment {
  scope: TracedScope;
  network: Network;
  value: Interval;
}

/**
 * By how much a measure has risen between two windows. What is unknown is the same in both: a supplier has the same
 * owner, and a position that is in both is the same position. Never wider than the difference of the two intervals, and
 * exactly 0 where both windows hold the same positions.
 */
export function changeOf(measure: ChangingMeasure, now: Moment, then: Moment): Interval {
  if (isUnchanged(compareCells(now.scope, then.scope))) return { lower: 0, upper: 0 };
  const apart = {
    lower: now.value.lower - then.value.upper,
    upper: now.value.upper - then.value.lower,
  };
  const joint = jointChange(measure, now, then);
  if (joint === null) return apart;
  const ends = [Math.max(apart.lower, joint.lower), Math.min(apart.upper, joint.upper)];
  // Where the two meet, rounding may have put them the wrong way round.
  return { lower: Math.min(...ends), upper: Math.max(...ends) };
}

/** The change with everything unknown the same in both windows; `null` where only the two values are known. */
function jointChange(measure: ChangingMeasure, now: Moment, then: Moment): Interval | null {
  // What may belong to the scope or not changes what the shares are of.
  if (now.scope.optional.length > 0 || then.scope.optional.length > 0) return null;
  switch (measure.kind) {
    case "share":
    case "direct":
      return changeOfShare(now.scope, then.scope, sidesOf(measure));
    case "hhi":
      return changeOfHerfindahl(now.scope, then.scope, measure.facet);
    case "top":
      return changeOfTop(now.scope, then.scope, measure.facet);
    case "look-through":
      return changeOfRisk(now, then, removedSet(measure.of));
    case "unknown":
    case "loss":
      return null;
  }
}
