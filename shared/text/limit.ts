import { limitsOf } from "../policy/limits.ts";
import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Rule } from "../policy/rule.ts";
import { upToDecimals, withoutSeparators } from "../values/decimals.ts";
import { pointsAfter, unitAfter } from "./measured-value.ts";

/**
 * `limit 65 %`, or `minimum 3` when smaller values are bad. When even a value equal to the limit crosses it:
 * `to stay under 5 %`, `to stay over 3`.
 */
export function limitPhrase(
  measure: Measure,
  limit: number,
  side: "above" | "below",
  atLimit = false,
): string {
  return `${limitWord(side, atLimit)} ${limitText(measure, limit)}`;
}

/** The same for a subject, which has little room: `limit 65%`, `limit 1800`. */
export function shortLimitPhrase(
  measure: Measure,
  limit: number,
  side: "above" | "below",
  atLimit: boolean,
): string {
  const number = withoutSeparators(limit * scaleOf(measure), LIMIT_DIGITS);
  const unit = factsOf(measure).unit === "fraction" ? `%${pointsAfter(measure)}` : "";
  return `${limitWord(side, atLimit)} ${number}${unit}`;
}

function limitWord(side: "above" | "below", atLimit: boolean): string {
  if (side === "above") return atLimit ? "to stay under" : "limit";
  return atLimit ? "to stay over" : "minimum";
}

/** The same for a rule and one of its limits. */
export function ruleLimitPhrase(rule: Rule, limit: number): string {
  const { side, limits } = limitsOf(rule);
  return limitPhrase(rule.measure, limit, side, limits.atLimit);
}

// A rounded limit would be another limit. With more digits, rounding errors become visible, and 0.65 is no
// longer 65 %.
const LIMIT_DIGITS = 10;

/** A limit as its policy writes it: `65 %`, `1,800`, `3`; for the change of a share `5 % points`. */
export function limitText(measure: Measure, limit: number): string {
  return upToDecimals(limit * scaleOf(measure), LIMIT_DIGITS) + unitAfter(measure);
}

function scaleOf(measure: Measure): number {
  return factsOf(measure).unit === "fraction" ? 100 : 1;
}
