import * as z from "zod";
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
import { type Interval, intervalSchema } from "../values/interval.ts";
import type { Rule } from "./rule.ts";

export const floorSeenSchema = () =>
  z.object({
    atLeast: z.number().positive(),
    /** What certainly belongs to the group, and what may belong to it. */
    exposure: intervalSchema,
    /** What the group is. */
    of: z.enum(["sector", "item", "program"]),
  });

/** The floor of a rule beside the exposure of a group, both in the unit of the policy. */
export type FloorSeen = z.infer<ReturnType<typeof floorSeenSchema>>;

/** The exposure of a group, in `unit`: what certainly belongs to it, and what may belong to it. */
export interface GroupExposure extends Interval {
  unit: Unit;
}

/** The exposure of a scope, to be compared with floors. */
export function groupExposure(scope: Pick<Scope, "total" | "optional">, unit: Unit): GroupExposure {
  return { lower: toUnit(scope.total, unit), upper: toUnit(mostOf(scope), unit), unit };
}

/** The floor of a rule beside the exposure of one of its groups; `null` where one of them is not known. */
export function floorSeen({ atLeast, by }: Rule, exposure: GroupExposure | null): FloorSeen | null {
  if (atLeast === undefined || exposure === null) return null;
  const { lower, upper } = exposure;
  return { atLeast, exposure: { lower, upper }, of: by ?? "sector" };
}

/** The exposure in minor units below which a group of a rule raises nothing; `null` for a rule without a floor. */
export function floorOf({ atLeast }: Pick<Rule, "atLeast">, unit: Unit): Minor | null {
  return atLeast === undefined ? null : asMinor(Math.round(atLeast * 10 ** unitDecimals[unit]));
}

/**
 * Whether a scope certainly lies below the floor of a rule: what may belong to it counts in full, so that missing data hides nothing.
 * A scope without exposure does not: there is nothing to compare.
 */
export function isBelowFloor(rule: Rule, scope: Pick<Scope, "total" | "optional">, unit: Unit): boolean {
  const floor = floorOf(rule, unit);
  if (floor === null) return false;
  const most = mostOf(scope);
  return most > 0 && most < floor;
}

/** What a scope has with all that may belong to it. */
function mostOf({ total, optional }: Pick<Scope, "total" | "optional">): Minor {
  return asMinor(optional.reduce<number>((sum, { exposure }) => sum + exposure, total));
}

/** Why an amount cannot be a floor in the unit of its policy; `null` when it can. */
export function floorProblem(atLeast: number, unit: Unit): string | null {
  const most = toUnit(MOST_EXPOSURE, unit);
  if (atLeast > most) return `${atLeast} must be at most ${counted(most)} ${unit}`;
  const parsed = parseExposure(String(atLeast), unit);
  return "exposure" in parsed ? null : `${atLeast} ${parsed.kind}`;
}
