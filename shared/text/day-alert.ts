import type { JudgedAhead } from "../ahead/date-ahead.ts";
import { groupTitle, itemNames } from "../policy/item-names.ts";
import { limitsOf } from "../policy/limits.ts";
import type { Policy } from "../policy/policy.ts";
import type { Rule } from "../policy/rule.ts";
import type { RuleId } from "../values/identifier.ts";
import { alertName, titleName } from "./alert-name.ts";
import { ruleLimitPhrase } from "./limit.ts";
import { rangeText } from "./measured-value.ts";

/** What names the rules and items of a day to come. */
export type DayNames = Pick<Policy, "wording" | "rules">;

/** `over the limit of "Tax credit 2027" (40.5 %, limit 40 %)`, with `perhaps` where only the possible bound is over it. */
export function dayResult({ rule, group, observed, level, limit }: JudgedAhead, policy: DayNames): string {
  const where =
    level === "none" ? "inside the limits" : `${level === "possible" ? "perhaps " : ""}${beyond(rule)}`;
  const found = observed === null ? "" : `${rangeText(rule.measure, observed, limit)}, `;
  const shown = groupTitle({ group, by: rule.by }, itemNames(policy));
  return `${where} of "${titleName(rule.title, shown)}" (${found}${ruleLimitPhrase(rule, limit)})`;
}

function beyond(rule: Rule): string {
  const { side, limits } = limitsOf(rule);
  const words = side === "above" ? "over the limit" : "under the minimum";
  return limits.atLimit === true ? `at or ${words}` : words;
}

/** An alert by the title of its rule; by its id alone where the policy has the rule no longer. */
export function dayAlert({ rule: id, group }: AlertRef, { rules, ...policy }: DayNames): DayAlert {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) return { name: alertName(undefined, { rule: id, group }), rules: [] };
  const shown = groupTitle({ group, by: rule.by }, itemNames(policy));
  return { name: `"${titleName(rule.title, shown)}"`, rules: [id] };
}

interface AlertRef {
  rule: RuleId;
  group: string | null;
}

/** The name of an alert on a day, and the rules that it names by their titles. */
interface DayAlert {
  name: string;
  rules: RuleId[];
}

/** The same as one text with the id: `"Made in China" [china-origin]`. */
export function alertText(alert: AlertRef, policy: DayNames): string {
  const { name, rules } = dayAlert(alert, policy);
  return [name, ...rules.map((id) => `[${id}]`)].join(" ");
}
