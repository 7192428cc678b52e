import type { RuleId, SectorId } from "../values/identifier.ts";
import { nearest } from "../values/nearest.ts";
import { nearestHint } from "../values/nearest-hint.ts";
import { quoted } from "../values/parse.ts";
import { exactName } from "./company-name.ts";
import type { Rule } from "./rule.ts";

type Named = Pick<Rule, "id" | "title">;

/** The rule of an id, or else every rule of a title, in which capitals make no difference. */
export function rulesNamed<Any extends Named>(name: string, rules: readonly Any[]): Any[] {
  const ofId = rules.filter(({ id }) => id === name);
  return ofId.length > 0 ? ofId : rules.filter(({ title }) => exactName(title) === exactName(name));
}

/**
 * What to write instead of a name that no rule has: the id of the rule with the nearest id or title, or else the first ids.
 * `others` are ids that rules had before.
 */
export function ruleHint(name: string, rules: readonly Named[], others: Iterable<RuleId> = []): string {
  const ids = [...new Set([...rules.map(({ id }) => id), ...others])];
  const near = nearest(name, [...ids, ...rules.map(({ title }) => title)]);
  const rule = rules.find(({ id, title }) => id === near || title === near);
  return near === null ? nearestHint(name, ids, "the rules are") : `nearest: ${rule?.id ?? near}`;
}

/** What is said of a rule that a policy does not have. */
export function noRuleNamed(
  rule: string,
  { sector, rules }: { sector: SectorId; rules: readonly Named[] },
): string {
  return `${quoted(rule)} is not a rule of ${sector}; ${ruleHint(rule, rules)}`;
}
