import type { Day } from "../values/day.ts";
import type { RuleId } from "../values/identifier.ts";
import type { Interval } from "../values/interval.ts";
import { crosses, firstLimit, type LimitedRule, limitsOf, withMargin } from "./limits.ts";
import type { Rule } from "./rule.ts";

/** The levels, least bad first. At `possible`, only the possible bound crosses the limit. */
export const levels = ["none", "possible", "warning", "critical"] as const;

export type Level = (typeof levels)[number];

/** The identity of an alert within its sector. */
export function alertKey({ rule, group }: { rule: RuleId; group: string | null }): string {
  return JSON.stringify([rule, group]);
}

/**
 * The level of an observation. With `inside`, each limit is moved by that amount to its safe side. A value that
 * does not reach a level even then is inside its limit by at least this margin.
 */
export function levelOf(rule: LimitedRule, { lower, upper }: Interval, inside = 0): Level {
  const { side, limits } = limitsOf(rule);
  const [certain, possible] = side === "above" ? [lower, upper] : [upper, lower];
  const isBeyond = (value: number, limit: number) =>
    inside === 0 ? crosses(rule, value, limit) : crosses(rule, value, withMargin(limit, side, inside), false);
  for (const level of ["critical", "warning"] as const) {
    const limit = limits[level];
    if (limit !== undefined && isBeyond(certain, limit)) return level;
  }
  return isBeyond(possible, firstLimit(rule)) ? "possible" : "none";
}

/** The limit of a level; at `possible` and `none`, the limit that is crossed first. */
export function limitOf(rule: Rule, level: Level): number {
  const own = level === "critical" ? limitsOf(rule).limits.critical : undefined;
  return own ?? firstLimit(rule);
}

/** Whether a rule is in force on a day. */
export function isInForce(rule: Rule, asOf: Day): boolean {
  return !isOver(rule, asOf) && (rule.effectiveFrom === undefined || asOf >= rule.effectiveFrom);
}

/** Whether a rule has ended by a day. */
export function isOver(rule: Rule, asOf: Day): boolean {
  return rule.effectiveUntil !== undefined && asOf >= rule.effectiveUntil;
}

/** The rank of a level: higher is worse. */
export function rank(level: Level): number {
  return levels.indexOf(level);
}

/** The worse of two levels. */
export function worse(a: Level, b: Level): Level {
  return rank(a) >= rank(b) ? a : b;
}
