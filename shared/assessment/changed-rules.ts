import { type Level, levelOf, limitOf } from "../policy/level.ts";
import { limitsOf } from "../policy/limits.ts";
import type { Measure } from "../policy/measure.ts";
import type { Limits } from "../policy/rule.ts";
import type { Day } from "../values/day.ts";
import { type Bounds, toBounds } from "../values/interval.ts";
import type { Observation } from "./observation.ts";

/** A rule in one of its groups, at one side of a what-if. */
interface RuleState {
  /** `null` when there is nothing to observe; then the level is `null` too. */
  observed: Bounds | null;
  level: Level | null;
  /** The limit that the level is about; at `possible` and `none`, the one that is crossed first. */
  limit: number;
  limits: Limits;
  /** Present where the group lies below the floor of the rule, so that nothing is observed. */
  belowFloor?: true;
}

/** A rule in one of its groups, before and after a what-if. */
export interface ChangedRule {
  rule: string;
  title: string;
  measure: Measure;
  group: string | null;
  side: "above" | "below";
  before: RuleState;
  after: RuleState;
  /** The days from which on, and before which, the rule is in force; absent where there is none. */
  effectiveFrom?: Day;
  effectiveUntil?: Day;
  /**
   * The level of the value afterwards when each limit must be cleared by the rule's margin: down to it, an open alert could come.
   * At `none` it could end.
   */
  levelByMargin: Level | null;
}

/**
 * The rules of a policy before and after a what-if, in the order of the policy. Moves keep each item and each program, and
 * changed limits keep each rule, so both have the same rules and groups.
 */
export function changedRules(before: readonly Observation[], after: readonly Observation[]): ChangedRule[] {
  const keyOf = ({ rule, group }: Observation) => JSON.stringify([rule.id, group]);
  const afterOf = new Map(after.map((one) => [keyOf(one), one]));
  return before.map((was) => {
    const now = afterOf.get(keyOf(was));
    if (now === undefined) throw new Error(`rule ${was.rule.id} is gone after the what-if`);
    const { id, title, measure, margin, effectiveFrom, effectiveUntil } = now.rule;
    return {
      rule: id,
      title,
      measure,
      group: was.group,
      side: limitsOf(now.rule).side,
      before: stateOf(was),
      after: stateOf(now),
      ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
      ...(effectiveUntil === undefined ? {} : { effectiveUntil }),
      levelByMargin: now.observed && levelOf(now.rule, now.observed, margin),
    };
  });
}

function stateOf({ rule, observed, isBelowFloor }: Observation): RuleState {
  const level = observed && levelOf(rule, observed);
  return {
    observed: observed && toBounds(observed),
    level,
    limit: limitOf(rule, level ?? "none"),
    limits: limitsOf(rule).limits,
    ...(isBelowFloor ? { belowFloor: true as const } : {}),
  };
}
