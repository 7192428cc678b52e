import type { ChangedRule } from "../../shared/assessment/changed-rules.ts";
import type { AskedLimits } from "../../shared/policy/changed-limits.ts";
import { rank } from "../../shared/policy/level.ts";
import { limitPhrase, limitText } from "../../shared/text/limit.ts";
import { intervalText } from "../../shared/text/measured-value.ts";
import type { Day } from "../../shared/values/day.ts";

/** A side of a what-if. */
export type Side = "before" | "after";

/** The word for the level of a value, or why there is none. */
export function levelWord({ level, belowFloor }: ChangedRule[Side]): string {
  if (belowFloor === true) return "below its floor";
  if (level === null) return "no data";
  return level === "none" ? "inside" : level;
}

/** A level and its value: `critical 83.0-100.0 %`. */
export function stateText({ measure, ...rule }: ChangedRule, side: Side): string {
  const { observed, limit } = rule[side];
  return observed === null
    ? levelWord(rule[side])
    : `${levelWord(rule[side])} ${intervalText(measure, observed, limit)}`;
}

/** The limit of the level afterwards: `limit 65 %`. */
export function limitAfter({ measure, side, after: { limit, limits } }: ChangedRule): string {
  return limitPhrase(measure, limit, side, limits.atLimit);
}

/** Whether a rule differs in what is shown of it. */
export function isChanged(rule: ChangedRule): boolean {
  const { before, after } = rule;
  const isOfOtherLimits = JSON.stringify(before.limits) !== JSON.stringify(after.limits);
  return isOfOtherLimits || stateText(rule, "before") !== stateText(rule, "after");
}

/** What follows for an alert of the rule: that it could end, or that it stays. Nothing where only the value says something. */
export function outcomeText(rule: ChangedRule, asOf: Day): string {
  const { before, after, levelByMargin, effectiveFrom, effectiveUntil } = rule;
  if (effectiveUntil !== undefined && asOf >= effectiveUntil) return `ended on ${effectiveUntil}`;
  if (effectiveFrom !== undefined && asOf < effectiveFrom) return `in force from ${effectiveFrom}`;
  if (before.level === null || after.level === null || levelByMargin === null) return "";
  if (rank(after.level) >= rank(before.level)) return "";
  const cameTo = rank(levelByMargin) < rank(before.level) ? levelByMargin : before.level;
  if (cameTo === "none") return "an open alert could end";
  if (cameTo === after.level) return "an open alert could ease";
  return `by less than its margin: an open alert stays ${cameTo}`;
}

/** The limits of rules that differ: `china-look-through: critical limit 65 % becomes 70 %`. A rule of several groups is told once. */
export function changedLimitLines(rules: readonly ChangedRule[]): string[] {
  const byRule = new Map(rules.map((rule) => [rule.rule, rule]));
  return [...byRule.values()].flatMap(({ rule, measure, before, after }) =>
    (["critical", "warning"] as const satisfies (keyof AskedLimits)[]).flatMap((level) => {
      const [was, now] = [before.limits[level], after.limits[level]];
      if (now === undefined || was === now) return [];
      const to = limitText(measure, now);
      return was === undefined
        ? `${rule}: a ${level} limit of ${to}`
        : `${rule}: ${level} limit ${limitText(measure, was)} becomes ${to}`;
    }),
  );
}
