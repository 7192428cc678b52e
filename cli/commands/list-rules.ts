import { type Command, Option } from "commander";
import { usablePolicy } from "../../functions/runtime/usable-policy.ts";
import { limitsOf } from "../../shared/policy/limits.ts";
import { policyFor, soundPolicies } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { wordsOf } from "../../shared/text/measure-words.ts";
import { exactMoney } from "../../shared/text/money.ts";
import { csvLines } from "../../shared/values/csv.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { columns, pc } from "../terminal/output.ts";
import { limitsText } from "../text/policy-changes.ts";
import { answerCommand } from "./answer-command.ts";

interface ListRulesOptions {
  sector?: SectorId;
  csv?: true;
}

/** Adds the flag for a table as CSV. */
export function addCsv(command: Command): Command {
  return command.addOption(new Option("--csv", "print only CSV").conflicts("json"));
}

/** Adds `list rules`. */
export const addListRules = answerCommand<ListRulesOptions, Policy[]>({
  name: "rules",
  description: "the rules of the policies in use, with their limits",
  examples: [
    ["list rules", "every rule with its limits"],
    ["list rules --sector ai --csv", "the rules of a sector, as a table"],
  ],
  isLocal: true,
  accept: (command) => addCsv(command.option("--sector <sector>", "one sector; every sector unless given")),
  async answer({ options: { sector }, policies }) {
    return sector === undefined ? soundPolicies(policies) : [usablePolicy(policyFor(policies, sector))];
  },
  json: (found) => found.flatMap(({ sector, rules }) => rules.map((rule) => ({ sector, ...rule }))),
  lines: (found, { options }) =>
    options.csv === true ? csvLines(CSV_COLUMNS, found.flatMap(csvRows)) : found.flatMap(linesOf),
});

const CSV_COLUMNS = [
  ...["sector", "rule", "title", "measure", "by", "side", "warning", "critical", "atLimit", "margin"],
  ...["for", "keep", "remindEveryDays", "effectiveFrom", "effectiveUntil", "source", "atLeast"],
];

function csvRows({ sector, rules }: Policy) {
  return rules.map((rule) => {
    const { side, limits } = limitsOf(rule);
    return [
      ...[sector, rule.id, rule.title, wordsOf(rule.measure).phrase, rule.by ?? null, side],
      ...[limits.warning ?? null, limits.critical ?? null, limits.atLimit === true, rule.margin],
      ...[rule.for, rule.keep, rule.remindEveryDays ?? null],
      ...[rule.effectiveFrom ?? null, rule.effectiveUntil ?? null, rule.source, rule.atLeast ?? null],
    ];
  });
}

function linesOf({ sector, unit, rules }: Policy, at: number): string[] {
  const rows = rules.map((rule) => [
    `  ${rule.id}`,
    limitsText(rule),
    oneLine(rule.title),
    scopeText(rule, unit),
  ]);
  return [...(at === 0 ? [] : [""]), pc.bold(sector), ...columns(rows).map((line) => line.trimEnd())];
}

function scopeText({ by, atLeast, effectiveFrom, effectiveUntil }: Rule, unit: Unit): string {
  return [
    by === undefined ? [] : `by ${by}`,
    atLeast === undefined ? [] : `of ${exactMoney(atLeast, unit)} or more`,
    effectiveFrom === undefined ? [] : `from ${effectiveFrom}`,
    effectiveUntil === undefined ? [] : `until ${effectiveUntil}`,
  ]
    .flat()
    .join(", ");
}
