import { ruleHint, rulesNamed } from "../../shared/policy/named-rule.ts";
import { isBroken, type Policies } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import type { RuleId, SectorId } from "../../shared/values/identifier.ts";
import { quoted } from "../../shared/values/parse.ts";
import { UsageError } from "./usage-error.ts";

/**
 * The one rule of an id or title. `given` is how the user gave it.
 * @throws UsageError with the nearest one, or when several have that title.
 */
export function ruleAsked(asked: string, { sector, rules }: Policy, given = "--rule: "): Rule {
  const [found, ...others] = rulesNamed(asked, rules);
  if (found === undefined)
    throw new UsageError(`${given}${quoted(asked)} is no rule of ${sector}; ${ruleHint(asked, rules)}`);
  if (others.length === 0) return found;
  const ids = [found, ...others].map(({ id }) => id).join(", ");
  throw new UsageError(`${given}${quoted(asked)} is the title of ${ids}: name one of them by its id`);
}

/** The id of the rule that the user means. A name that no rule has is left for the function to refuse. */
export function ruleMeant(rule: string, sector: SectorId, policies: Policies, given?: string): RuleId {
  const policy = policies.get(sector);
  if (policy === undefined || isBroken(policy)) return rule;
  return rulesNamed(rule, policy.rules).length === 0 ? rule : ruleAsked(rule, policy, given).id;
}

/** Whether a rule of a sector is the one that was asked for. */
export type IsAskedRule = (sector: SectorId, rule: RuleId | null) => boolean;

/**
 * Finds the rules that were asked for by an id or title, in one policy or several. `known` are the ids that alerts had: a rule
 * that is gone is still found by its id.
 * @throws UsageError with the nearest one.
 */
export function rulesAsked(
  asked: string,
  policies: readonly Policy[],
  known: readonly RuleId[],
): IsAskedRule {
  const named = new Map(
    policies.map(({ sector, rules }) => [sector, rulesNamed(asked, rules).map(({ id }) => id)]),
  );
  if (!known.includes(asked) && [...named.values()].flat().length === 0) {
    const hint = ruleHint(
      asked,
      policies.flatMap(({ rules }) => rules),
      known,
    );
    throw new UsageError(
      `--rule: ${quoted(asked)} is no rule, and none of that id ever had an alert; ${hint}`,
    );
  }
  return (sector, rule) => rule !== null && (rule === asked || named.get(sector)?.includes(rule) === true);
}
