import { definitionOf, isSameDefinition } from "../../shared/policy/definition.ts";
import { limitsOf } from "../../shared/policy/limits.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { ChangedRule, PolicyChanges } from "../../shared/policy/policy-changes.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { definitionChange } from "../../shared/text/definition.ts";
import { limitText } from "../../shared/text/limit.ts";
import { exactMoney } from "../../shared/text/money.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import { oneLine } from "../../shared/values/one-line.ts";

/** What has changed between two policies, a line each. */
export function changeLines(changes: PolicyChanges, before: Policy, after: Policy): string[] {
  return [
    ...changes.fields.map((field) => `${field}: ${fieldText(before, field)} -> ${fieldText(after, field)}`),
    ...changes.added.map((rule) => `new rule ${ruleText(rule, after.unit)}`),
    ...changes.removed.map((rule) => `rule removed ${ruleText(rule, before.unit)}`),
    ...changes.changed.map((rule) => ruleLine(rule, before.unit, after.unit)),
  ];
}

/** The rules of a policy that is new or gone, a line each. */
export function ruleLines({ rules, unit }: Policy): string[] {
  return rules.map((rule) => ruleText(rule, unit));
}

function ruleText(rule: Rule, unit: Unit): string {
  const floor = rule.atLeast === undefined ? "" : `, of ${exactMoney(rule.atLeast, unit)} or more`;
  return `${named(rule)}: ${limitsText(rule)}${floor}`;
}

function named({ id, title }: Rule): string {
  return `${oneLine(title)} [${id}]`;
}

function fieldText(policy: Policy, field: string): string {
  const value = (policy as Record<string, unknown>)[field];
  return value === undefined ? "not set" : oneLine(typeof value === "string" ? value : JSON.stringify(value));
}

// These belong to the definition, or are told as limits or in money.
const TOLD_OTHERWISE = new Set(["measure", "by", "above", "below", "atLeast"]);

function ruleLine({ before, after, fields }: ChangedRule, unitBefore: Unit, unitAfter: Unit): string {
  const isSame = isSameDefinition(definitionOf(before), definitionOf(after));
  const [old, now] = [limitsText(before), limitsText(after)];
  const parts = [
    ...(isSame ? [] : [definitionChange(definitionOf(before), definitionOf(after))]),
    ...(old === now ? [] : [`${old} -> ${now}`]),
    ...(fields.includes("atLeast")
      ? [`atLeast: ${floorText(before, unitBefore)} -> ${floorText(after, unitAfter)}`]
      : []),
    ...fields.filter((field) => !TOLD_OTHERWISE.has(field)).map((field) => fieldChange(before, after, field)),
  ];
  return `${named(after)}: ${parts.length === 0 ? "the order of names in its measure" : parts.join("; ")}`;
}

function floorText({ atLeast }: Rule, unit: Unit): string {
  return atLeast === undefined ? "not set" : exactMoney(atLeast, unit);
}

function fieldChange(before: Rule, after: Rule, field: string): string {
  // Long texts are read in the files.
  if (field === "why" || field === "source") return `its ${field} has other words`;
  const [old, now] = [before, after].map((rule) => (rule as Record<string, unknown>)[field]);
  if (field === "runbook")
    return old === undefined
      ? "it has a runbook now"
      : now === undefined
        ? "its runbook is gone"
        : "it has another runbook";
  const text = (value: unknown) => (value === undefined ? "not set" : oneLine(String(value)));
  return `${field}: ${text(old)} -> ${text(now)}`;
}

/** The limits of a rule in a short phrase: `critical above 65 %, warning above 40 %`. */
export function limitsText(rule: Rule): string {
  const { side, limits } = limitsOf(rule);
  const at = limits.atLimit === true ? "at or " : "";
  return (["critical", "warning"] as const)
    .flatMap((level) => {
      const limit = limits[level];
      return limit === undefined ? [] : `${level} ${at}${side} ${limitText(rule.measure, limit)}`;
    })
    .join(", ");
}
