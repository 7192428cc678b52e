import type { Scope } from "../supply/scope.ts";
import { counted } from "../values/count.ts";
import {
  asMinor,
  type Minor,
  MOST_EXPOSURE,
  parseExposure,
  toUnit,
  type Unit,
  unitDecimals,
} from "../values/exposure.ts";
import type { Rule } from "./rule.ts";

/** The exposure in minor units below which a group of a rule raises nothing; `null` for a rule without a floor. */
export function floorOf({ atLeast }: Pick<Rule, "atLeast">, unit: Unit): Minor | null {
  return atLeast === undefined ? null : asMinor(Math.round(atLeast * 10 ** unitDecimals[unit]));
}

/**
 * Whether a scope certainly lies below the floor of a rule: what may belong to it counts in full, so that missing data hides nothing.
 * A scope without exposure does not: there is nothing to compare.
 */
export function isBelowFloor(
  rule: Rule,
  { total, optional }: Pick<Scope, "total" | "optional">,
  unit: Unit,
): boolean {
  const floor = floorOf(rule, unit);
  if (floor === null) return false;
  const most = optional.reduce<number>((sum, { exposure }) => sum + exposure, total);
  return most > 0 && most < floor;
}

/** Why an amount cannot be a floor in the unit of its policy; `null` when it can. */
export function floorProblem(atLeast: number, unit: Unit): string | null {
  const most = toUnit(MOST_EXPOSURE, unit);
  if (atLeast > most) return `${atLeast} must be at most ${counted(most)} ${unit}`;
  const parsed = parseExposure(String(atLeast), unit);
  return "exposure" in parsed ? null : `${atLeast} ${parsed.kind}`;
}
