import { kindOf } from "../assessment/kinds/measure-kinds.ts";
import type { StoredContributions } from "../measures/contribution.ts";
import type { Measure } from "../policy/measure.ts";
import { isConcentration } from "../policy/measure-facts.ts";
import type { Bound } from "../values/interval.ts";
import { alignContributions, type ContributionChange, isOnlyScaled, pathOf } from "./contribution-change.ts";
import type { KeyMove, MoveKind } from "./key-move.ts";
import { joinPassed } from "./passed-exposure.ts";
import { integratePaths, integrateSlopes, type KeyPath } from "./path-integral.ts";
import type { ReassignedChange } from "./reassigned-change.ts";
import { type ReassignedMove, withoutReassigned } from "./reassigned-move.ts";

/** What moved a bound between two assessments. All deltas, `rest` and `spread` add up to `total`. */
export interface Attribution {
  total: number;
  /** Largest first, without keys whose contribution did not change but by what was reassigned. */
  moves: KeyMove[];
  /** Positions that got another supplier or origin. */
  reassigned: ReassignedMove[];
  /** The change by keys that are not listed one by one, and by what contributions do not explain. */
  rest: number;
  /**
   * For a concentration whose keys are all listed: the change by how unknown exposure may be spread over keys.
   */
  spread: number;
}

/** A bound of a measure in one assessment, and its contributions. */
export interface BoundFound {
  value: number;
  contributions: StoredContributions;
}

/**
 * Attributes the change of a bound to keys (Aumann and Shapley). All exposures move from their old to their new
 * values along a straight line, and each key gets what its own change does to the bound on the way. So a key
 * that did not change moves nothing, and the parts add up to the change. When all exposures changed by one
 * factor, nothing moved. Source: Aumann and Shapley (1974), "Values of Non-Atomic Games".
 */
export function attribute(
  measure: Measure,
  bound: Bound,
  then: BoundFound,
  now: BoundFound,
  reassigned: readonly ReassignedChange[] = [],
): Attribution {
  const total = now.value - then.value;
  const { boundModel: model, looseWithLeader } = kindOf(measure);
  const { changes, rest } = alignContributions(then.contributions, now.contributions);
  if (model === null || isOnlyScaled([...changes, rest]))
    return { total, moves: [], reassigned: [], rest: total, spread: 0 };
  const toLeader = looseWithLeader === bound;
  const paths = changes.map((change) => pathOf(change, bound, toLeader));
  const restPath = pathOf(rest, bound, false);
  // Several keys together are not one holder of a concentration.
  const apart = isConcentration(measure) ? withoutCounted(restPath) : restPath;
  const deltas = integratePaths(model, [...paths, apart]);
  const { moves: given, left: changesLeft } =
    reassigned.length === 0
      ? { moves: [], left: changes.map((change) => ({ change, moved: 0, isTouched: false })) }
      : withoutReassigned(changes, deltas, integrateSlopes(model, [...paths, apart]), reassigned);
  const moves = joinPassed(
    changesLeft.map(({ change, moved, isTouched }, at) =>
      moveOf(change, bound, (deltas[at] ?? 0) - moved, isTouched),
    ),
  )
    .filter(({ delta }) => delta !== 0)
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
  const left = [...moves, ...given].reduce((sum, { delta }) => sum - delta, total);
  const isAllTold = then.contributions.rest === null && now.contributions.rest === null;
  const parts = { total, moves, reassigned: given };
  // A bound of a concentration also depends on which suppliers may share an owner.
  return isConcentration(measure) && isAllTold
    ? { ...parts, rest: 0, spread: left }
    : { ...parts, rest: left, spread: 0 };
}

function withoutCounted({ from, to }: KeyPath): KeyPath {
  return { from: { ...from, counted: 0 }, to: { ...to, counted: 0 } };
}

function moveOf(change: ContributionChange, bound: Bound, delta: number, isTouched: boolean): KeyMove {
  const { key, before, after } = change;
  return {
    key,
    isKnown: (after.exposure > 0 ? after : before).isKnown,
    kind: moveKind(change),
    delta,
    exposure: { before: before.exposure, after: after.exposure },
    counted: { before: before[bound], after: after[bound] },
    passed: null,
    isBesides: isTouched,
  };
}

function moveKind({ before, after }: ContributionChange): MoveKind {
  if (before.exposure !== after.exposure) {
    if (before.exposure === 0) return "came";
    if (after.exposure === 0) return "left";
    return after.exposure > before.exposure ? "grew" : "shrank";
  }
  if (before.isKnown !== after.isKnown) return after.isKnown ? "known" : "unknown";
  // An effective number is smallest when most is counted.
  const certain = ({ lower, upper }: ContributionChange["before"]) => Math.min(lower, upper);
  const possible = ({ lower, upper }: ContributionChange["before"]) => Math.max(lower, upper);
  if (certain(after) >= certain(before) && possible(after) <= possible(before)) return "known";
  const isWider = certain(after) <= certain(before) && possible(after) >= possible(before);
  return isWider ? "unknown" : "counted";
}
