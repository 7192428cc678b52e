import type { Assessed } from "../../assessment/assess.ts";
import { levelOf, limitOf } from "../../policy/level.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import { alertName } from "../../text/alert-name.ts";
import { ruleLimitPhrase } from "../../text/limit.ts";
import { indent } from "../../text/lines.ts";
import { intervalText } from "../../text/measured-value.ts";
import { counted, noun } from "../../values/count.ts";
import { daysBetween } from "../../values/day.ts";

/**
 * Rules that are not in force yet and would be breached on their first day, earliest first; at most `most` of
 * them.
 */
export function aheadSection({ assessment: { asOf }, observations }: Assessed, most: number): string[] {
  const byDay = [...observations].sort((a, b) =>
    (a.rule.effectiveFrom ?? "").localeCompare(b.rule.effectiveFrom ?? ""),
  );
  const lines = byDay.flatMap(({ rule, group, observed }) => {
    if (observed === null || rule.effectiveFrom === undefined || asOf >= rule.effectiveFrom) return [];
    // When nothing changes, the change of today will be over by then.
    if (factsOf(rule.measure).daysBefore !== null) return [];
    const level = levelOf(rule, observed);
    if (level === "none") return [];
    const limit = limitOf(rule, level);
    const value = intervalText(rule.measure, observed, limit);
    const breach = level === "possible" ? "may breach" : "will breach";
    return [
      `${alertName(rule.title, { rule: rule.id, group })}: ${breach} on ${rule.effectiveFrom}, ${daysLeft(asOf, rule.effectiveFrom)}: ${value}, ${ruleLimitPhrase(rule, limit)}.`,
    ];
  });
  return lines.length === 0 ? [] : ["IF NOTHING CHANGES", ...lines.slice(0, most).map(indent)];
}

function daysLeft(from: string, to: string): string {
  const days = daysBetween(from, to);
  return `${counted(days)} ${noun(days, "day")} left`;
}
