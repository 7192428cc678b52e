import { type Level, levelOf } from "../policy/level.ts";
import { limitsOf } from "../policy/limits.ts";
import type { Limits } from "../policy/rule.ts";
import type { Day } from "../values/day.ts";
import { type Bounds, toBounds } from "../values/interval.ts";
import type { Observation } from "./observation.ts";

/** A rule in one of its groups, at one side of a what-if. */
interface RuleState {
  /** `null` when there is nothing to observe; then the level is `null` too. */
  observed: Bounds | null;
  level: Level | null;
  limits: Limits;
}

/** A rule in one of its groups, before and after a what-if. */
export interface ChangedRule {
  rule: string;
  title: string;
  group: string | null;
  side: "above" | "below";
  before: RuleState;
  after: RuleState;
  /** The days from which on, and before which, the rule is in force; absent where there is none. */
  effectiveFrom?: Day;
  effectiveUntil?: Day;
  /** Whether the value afterwards is inside all limits by the rule's margin, also its possible bound: an open alert could resolve. */
  isInsideByMargin: boolean;
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
    const { id, title, margin, effectiveFrom, effectiveUntil } = now.rule;
    return {
      rule: id,
      title,
      group: was.group,
      side: limitsOf(now.rule).side,
      before: stateOf(was),
      after: stateOf(now),
      ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
      ...(effectiveUntil === undefined ? {} : { effectiveUntil }),
      isInsideByMargin: now.observed !== null && levelOf(now.rule, now.observed, margin) === "none",
    };
  });
}

function stateOf({ rule, observed }: Observation): RuleState {
  return {
    observed: observed && toBounds(observed),
    level: observed && levelOf(rule, observed),
    limits: limitsOf(rule).limits,
  };
}
