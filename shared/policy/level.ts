import type { Interval } from "../values/interval.ts";
import { crosses, firstLimit, limitsOf, type Rule, withMargin } from "./policy.ts";

/** How bad it is, least first. At `possible`, only the bound that counts everything unknown crosses the limit. */
export const levels = ["none", "possible", "warning", "critical"] as const;

export type Level = (typeof levels)[number];

/** What tells alerts of a sector apart. */
export function alertKey({ rule, group }: { rule: string; group: string | null }): string {
  return JSON.stringify([rule, group]);
}

/**
 * The level that an observation reaches. With `inside`, limits count as that much nearer: what does not reach a level
 * even so is inside its limit by at least that margin.
 */
export function levelOf(rule: Rule, { lower, upper }: Interval, inside = 0): Level {
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

/** The limit that a level stands for; at `possible` and `none` the one that is crossed first. */
export function limitOf(rule: Rule, level: Level): number {
  const own = level === "critical" ? limitsOf(rule).limits.critical : undefined;
  return own ?? firstLimit(rule);
}

/** Whether a rule may page as of a day. */
export function isInForce(rule: Rule, asOf: string): boolean {
  return !isOver(rule, asOf) && (rule.effectiveFrom === undefined || asOf >= rule.effectiveFrom);
}

/** Whether a rule's time has ended by a day. */
export function isOver(rule: Rule, asOf: string): boolean {
  return rule.effectiveUntil !== undefined && asOf >= rule.effectiveUntil;
}

/** Where a level stands among the others: higher is worse. */
export function rank(level: Level): number {
  return levels.indexOf(level);
}

/** The worse of two levels. */
export function worse(a: Level, b: Level): Level {
  return rank(a) >= rank(b) ? a : b;
}
