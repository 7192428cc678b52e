import { factsOf } from "./measure-facts.ts";
import { type Limits, type Rule, valuesOf } from "./rule.ts";

/** What of a rule says which level a value has. */
export type LimitedRule = Pick<Rule, "id" | "measure" | "above" | "below">;

/** The rule's limits, and which side of them is bad. */
export function limitsOf(rule: LimitedRule): { side: "above" | "below"; limits: Limits } {
  return rule.below === undefined
    ? { side: "above", limits: rule.above ?? {} }
    : { side: "below", limits: rule.below };
}

/** The limit that is crossed first. Inside of it a rule has the level `none`. */
export function firstLimit(rule: LimitedRule): number {
  const { limits } = limitsOf(rule);
  const limit = limits.warning ?? limits.critical;
  if (limit === undefined) throw new Error(`rule ${rule.id} has no limit`);
  return limit;
}

// Products of fractions along links, and differences, are wrong in the last bits.
const ROUNDING = 1e-12;

/**
 * Whether a value is beyond a limit. A value equal to the limit is not, unless `countsAtLimit`. Ratios of
 * exposures compare exactly (see `ratio`). Products along links and differences are rounded, by less than 1e-12
 * of the largest value.
 */
export function crosses(
  rule: LimitedRule,
  value: number,
  limit: number,
  countsAtLimit = isAtLimit(rule),
): boolean {
  const { family, daysBefore } = factsOf(rule.measure);
  const isRounded = family === "tiers" || daysBefore !== null;
  const slack = isRounded ? ROUNDING * valuesOf(rule.measure).largest : 0;
  const isAbove = limitsOf(rule).side === "above";
  if (countsAtLimit) return isAbove ? value >= limit - slack : value <= limit + slack;
  return isAbove ? value > limit + slack : value < limit - slack;
}

function isAtLimit(rule: LimitedRule): boolean {
  return limitsOf(rule).limits.atLimit === true;
}

/** The value at which a limit is cleared: on its safe side, `margin` away from it. */
export function withMargin(limit: number, side: "above" | "below", margin: number): number {
  const exact = side === "above" ? limit - margin : limit + margin;
  // 0.65 − 0.03 must be 0.62, not the nearest sum of two binary fractions.
  return margin === 0 ? limit : Number(exact.toFixed(12));
}
