import type { FloorSeen } from "../policy/floor.ts";
import { type Grouped, groupTitle, type ItemOf, itemNames } from "../policy/item-names.ts";
import { isInForce } from "../policy/level.ts";
import { isBroken } from "../policy/policies.ts";
import type { Policy } from "../policy/policy.ts";
import type { Rule } from "../policy/rule.ts";
import { counted, noun, someOf } from "../values/count.ts";
import type { Day } from "../values/day.ts";
import type { Unit } from "../values/exposure.ts";
import type { RuleId } from "../values/identifier.ts";
import { alertName, groupName } from "./alert-name.ts";
import { exactMoney, moneyBelow } from "./money.ts";

const MOST_GROUPS = 3;

/** What of an assessment says which groups lie below the floor of their rule. */
export interface FloorsFound {
  asOf: Day;
  unit: Unit;
  rules: readonly { rule: RuleId; group: string | null; floor?: FloorSeen }[];
}

/** A group below the floor of its rule. */
interface BelowFloor {
  group: string | null;
  floor: FloorSeen;
}

/**
 * The groups that raise nothing because they lie below the floor of their rule, a line for each rule: how many they are, and the
 * first of them. Only of rules that are in force: others raise nothing in any case.
 */
export function belowFloorLines(found: FloorsFound, policy: Policy | { problem: string }): string[] {
  if (isBroken(policy)) return [];
  return policy.rules.flatMap((rule) => {
    const groups = isInForce(rule, found.asOf) ? groupsBelow(rule, found) : [];
    const [first] = groups;
    return first === undefined
      ? []
      : [lineOfRule(rule, first, groups, { unit: found.unit, itemOf: itemNames(policy) })];
  });
}

/** The groups of a rule that lie below its floor, largest first. Assessments of earlier versions do not have the figures. */
function groupsBelow(rule: Rule, { rules }: FloorsFound): BelowFloor[] {
  return rules.flatMap(({ rule: id, group, floor }) =>
    id !== rule.id || floor === undefined ? [] : { group, floor },
  );
}

function lineOfRule(
  { id, title, by }: Rule,
  { floor: { atLeast, of, exposure } }: BelowFloor,
  groups: readonly BelowFloor[],
  { unit, itemOf }: { unit: Unit; itemOf: ItemOf },
): string {
  const name = alertName(title, { rule: id, group: null });
  const floor = `its floor of ${exactMoney(atLeast, unit)}`;
  if (of === "sector")
    return `${name}: the sector has ${moneyBelow(exposure, atLeast, unit)}, less than ${floor}, and raises nothing`;
  const { length } = groups;
  const told = groups.slice(0, MOST_GROUPS).map((one) => groupWithAmount({ ...one, by }, unit, itemOf));
  const have = noun(length, `${of} has`, `${of}s have`);
  const raise = noun(length, "raises", "raise");
  return `${name}: ${counted(length)} ${have} less than ${floor} and ${raise} nothing: ${someOf(told, MOST_GROUPS, length, counted)}`;
}

function groupWithAmount(
  { group, by, floor: { atLeast, exposure } }: BelowFloor & Grouped,
  unit: Unit,
  itemOf: ItemOf,
): string {
  return `${groupName(groupTitle({ group, by }, itemOf) ?? "")} (${moneyBelow(exposure, atLeast, unit)})`;
}
