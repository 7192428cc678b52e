import type { Command } from "commander";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { usablePolicy } from "../../functions/runtime/usable-policy.ts";
import { ruleHint, rulesNamed } from "../../shared/policy/named-rule.ts";
import { brokenPolicies, type Policies, policyFor, soundPolicies } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { type ExplainedPart, explainRule } from "../../shared/text/rule-explained.ts";
import type { RuleId, SectorId } from "../../shared/values/identifier.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { quoted } from "../../shared/values/parse.ts";
import { UsageError } from "../input/usage-error.ts";
import { addExamples } from "../terminal/examples.ts";
import { pc, print, printJson } from "../terminal/output.ts";

interface ExplainOptions {
  sector?: SectorId;
  json?: true;
}

/** A rule in plain words. */
interface ExplainedRule {
  sector: SectorId;
  rule: RuleId;
  title: string;
  explanation: ExplainedPart[];
}

/** Adds `policy explain`. */
export function addPolicyExplain(parent: Command, inUse: PolicyFolder): void {
  addExamples(parent.command("explain"), [
    ["policy explain china-look-through --sector ai", "a rule, by its id"],
    ['policy explain "Concentration of owners"', "by its title, in every sector that has it"],
    ["policy explain one-country --policies own", "a rule of your own policies"],
  ])
    .description("say in plain words what a rule measures, when it alerts and why")
    .argument("<rule>", "its id or its title")
    .option("--sector <sector>", "the rule of this sector; of every sector that has it unless given")
    .option("--json", "print only JSON")
    .action((rule: string, { sector, json }: ExplainOptions) => {
      const found = rulesExplained(rule, sector, inUse.policies);
      if (json === true) printJson(found);
      else print(...found.flatMap(linesOf));
    });
}

function rulesExplained(name: string, sector: SectorId | undefined, policies: Policies): ExplainedRule[] {
  const searched =
    sector === undefined ? soundPolicies(policies) : [usablePolicy(policyFor(policies, sector))];
  const found = searched.flatMap((policy) =>
    rulesNamed(name, policy.rules).map((rule) => explained(rule, policy)),
  );
  if (found.length > 0) return found;
  const hint = ruleHint(
    name,
    searched.flatMap(({ rules }) => rules),
  );
  throw new UsageError(
    [`${quoted(name)} is no rule${sector === undefined ? "" : ` of ${sector}`}`, hint]
      .concat(
        sector === undefined
          ? brokenPolicies(policies).map(({ sector }) => `the rules of ${sector} are not known`)
          : [],
      )
      .join("; "),
  );
}

function explained(rule: Rule, policy: Policy): ExplainedRule {
  return { sector: policy.sector, rule: rule.id, title: rule.title, explanation: explainRule(rule, policy) };
}

function linesOf({ sector, rule, title, explanation }: ExplainedRule, at: number): string[] {
  return [
    ...(at === 0 ? [] : [""]),
    pc.bold(`${sector}: ${oneLine(title)} [${rule}]`),
    ...explanation.flatMap(({ heading, sentences }) => ["", heading, ...sentences.map((one) => `  ${one}`)]),
  ];
}
