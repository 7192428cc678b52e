import { kindOf } from "../assessment/kinds/measure-kinds.ts";
import type { Measure } from "../policy/measure.ts";
import { isConcentration } from "../policy/measure-facts.ts";
import type { Bound } from "../values/interval.ts";
import type { BoundFound } from "./attribution.ts";
import type { Caused } from "./caused.ts";
import type { CausedExposure } from "./caused-exposure.ts";
import { alignContributions, isOnlyScaled, pathOf } from "./contribution-change.ts";
import { type Cause, causeKey } from "./evidence.ts";
import { integrateSlopes, type KeyAmounts } from "./path-integral.ts";

/** How much one cause moved a bound. Exposures are in the unit of the contributions. */
export interface CausedMove extends Omit<CausedExposure, "cause"> {
  cause: Cause;
  delta: number;
}

/**
 * Attributes the change of a bound to causes, in the same way as to keys: all exposures move along a straight
 * line, and each cause gets what its own changes do to the bound. The deltas and `rest` add up to the change.
 */
export function attributeCauses(
  measure: Measure,
  bound: Bound,
  then: BoundFound,
  now: BoundFound,
  { pieces, exposures }: Caused,
): { moves: CausedMove[]; rest: number } {
  const total = now.value - then.value;
  const { boundModel: model, looseWithLeader } = kindOf(measure);
  const { changes, rest } = alignContributions(then.contributions, now.contributions);
  if (model === null || isOnlyScaled([...changes, rest])) return { moves: [], rest: total };
  const toLeader = looseWithLeader === bound;
  const paths = [...changes.map((change) => pathOf(change, bound, toLeader)), pathOf(rest, bound, false)];
  const { slopes, loose, whole } = integrateSlopes(model, paths.map(withoutRest(measure, changes.length)));
  const indexOf = new Map(changes.map(({ key }, at) => [key, at]));
  const byCause = new Map<string, CausedMove>();
  const moveOf = (cause: Cause): CausedMove => {
    const found = exposures.find((one) => causeKey(one.cause) === causeKey(cause));
    const move = byCause.get(causeKey(cause)) ?? {
      cause,
      delta: 0,
      added: found?.added ?? 0,
      removed: found?.removed ?? 0,
      reassigned: found?.reassigned ?? null,
    };
    byCause.set(causeKey(cause), move);
    return move;
  };
  for (const { key, cause, change } of pieces) {
    const slope = slopes[indexOf.get(key) ?? changes.length] ?? 0;
    moveOf(cause).delta += deltaOf(change, slope, loose, whole);
  }
  const moves = [...byCause.values()].sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
  return { moves, rest: moves.reduce((left, { delta }) => left - delta, total) };
}

function deltaOf(
  { counted, loose, exposure }: KeyAmounts,
  slope: number,
  ofLoose: number,
  ofWhole: number,
): number {
  return slope * counted + ofLoose * loose + ofWhole * exposure;
}

/** Keys that are not listed one by one are not one holder of a concentration. */
function withoutRest(measure: Measure, restAt: number) {
  return (path: { from: KeyAmounts; to: KeyAmounts }, at: number) => {
    if (at !== restAt || !isConcentration(measure)) return path;
    return { from: { ...path.from, counted: 0 }, to: { ...path.to, counted: 0 } };
  };
}
