import { upToDecimals } from "../values/decimals.ts";
import type { RuleId } from "../values/identifier.ts";
import type { Problem } from "../values/problem.ts";
import { limitsOf } from "./limits.ts";
import { factsOf } from "./measure-facts.ts";
import { noRuleNamed } from "./named-rule.ts";
import type { Policy } from "./policy.ts";
import { policyExpectation, problemWithValue } from "./problem.ts";
import { type Rule, ruleSchema } from "./rule.ts";

/** Other limits of a rule, in the unit of its measure. The limit that is not given stays. */
export interface AskedLimits {
  rule: RuleId;
  warning?: number | undefined;
  critical?: number | undefined;
}

/** The policy with other limits; or what is wrong with them, by its path in a list `limits`. */
export function withLimits(policy: Policy, asked: readonly AskedLimits[]): Policy | { problem: Problem } {
  const changed = new Map<RuleId, Rule>();
  for (const [at, limits] of asked.entries()) {
    const wrong = (path: string[], message: string) => ({
      problem: { path: ["limits", at, ...path], message },
    });
    const rule = policy.rules.find(({ id }) => id === limits.rule);
    if (rule === undefined) return wrong(["rule"], noRuleNamed(limits.rule, policy));
    if (changed.has(rule.id)) return wrong(["rule"], `${rule.id} is given twice`);
    const limited = limitedRule(rule, limits);
    if ("message" in limited) return wrong(limited.path, limited.message);
    changed.set(rule.id, limited);
  }
  return { ...policy, rules: policy.rules.map((rule) => changed.get(rule.id) ?? rule) };
}

// A rounded limit would be another one; with more digits, 0.65 is no longer 65 %.
const MOST_DECIMALS = 10;

function limitedRule(rule: Rule, asked: AskedLimits): Rule | { path: string[]; message: string } {
  const { side, limits } = limitsOf(rule);
  const { warning = limits.warning, critical = limits.critical } = asked;
  const given = {
    ...limits,
    ...(warning === undefined ? {} : { warning }),
    ...(critical === undefined ? {} : { critical }),
  };
  const document = { ...rule, [side]: given };
  const { data, error } = ruleSchema.safeParse(document, { error: policyExpectation });
  if (data !== undefined) return data;
  const [issue] = error.issues;
  if (issue === undefined) throw new Error(`rule ${rule.id} has a problem that is not told`);
  if (issue.path[0] === "margin") {
    const margin = asSaid(rule.margin, rule);
    return { path: [], message: `${rule.id}: no value is inside that limit by the margin of ${margin}` };
  }
  const level = issue.path[0] === side ? String(issue.path[1]) : null;
  if (level === null) return { path: [], message: `${rule.id}: ${problemWithValue(issue, document)}` };
  if (issue.code === "custom" && issue.params?.tellsValue === true)
    return { path: [level], message: `${rule.id}: ${issue.message}` };
  const shown = (limit: number | undefined) => (limit === undefined ? "" : asSaid(limit, rule));
  const message = `${rule.id}: its warning limit ${shown(warning)} must be crossed before its critical limit ${shown(critical)}`;
  return { path: [asked.warning === undefined ? "critical" : "warning"], message };
}

/** A limit as people say it: `70 %` for a fraction of 0.7. */
function asSaid(limit: number, { measure }: Rule): string {
  return factsOf(measure).unit === "fraction"
    ? `${upToDecimals(limit * 100, MOST_DECIMALS)} %`
    : upToDecimals(limit, MOST_DECIMALS);
}
