import { nameList } from "../text/name-list.ts";
import { inQuotes, oneLine } from "../values/one-line.ts";
import type { Fields } from "./fields.ts";
import type { Condition, Filter } from "./filter-policy.ts";
import type { Judgement } from "./judge.ts";

/** Why a message does not pass a filter, or why that is not known. */
export function unmetText({ answer, unmet }: Judgement, fields: Fields): string {
  const asks = `asks for ${nameList(unmet.map(wishText))}`;
  const names = [...new Set(unmet.flatMap(fieldsIn))];
  const has = `the message has ${nameList(names.map((name) => valuesText(name, fields)))}`;
  return answer === "no"
    ? `its filter ${asks}, and ${has}`
    : `whether its filter lets the message pass is not certain: it ${asks}, and ${has}`;
}

function wishText(filter: Filter): string {
  if (filter.kind === "field") return fieldText(filter.field, filter.conditions);
  return nameList(filter.parts.map(wishText), filter.kind === "all" ? "and" : "or");
}

function fieldText(field: string, conditions: Condition[]): string {
  const [first, ...others] = conditions;
  if (first?.kind === "exists" && !first.wanted && others.length === 0) return `no ${oneLine(field)}`;
  return `${oneLine(field)} ${nameList(conditions.map(conditionText), "or")}`;
}

function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case "is":
      return oneLine(String(condition.value));
    case "prefix":
      return `beginning with ${quotedText(condition.text)}`;
    case "suffix":
      return `ending with ${quotedText(condition.text)}`;
    case "equals-ignore-case":
      return `${quotedText(condition.text)} in any case`;
    case "wildcard":
      return `like ${quotedText(condition.text)}`;
    case "anything-but":
      return `other than ${nameList(condition.but.map(conditionText), "or")}`;
    case "exists":
      return condition.wanted ? "of any value" : "that is not there";
    case "numeric":
      return condition.comparisons.map(([operator, than]) => `${operator} ${than}`).join(" and ");
    case "other":
      return `by ${quotedText(condition.name)}`;
  }
}

const LONGEST_PATTERN = 40;

function quotedText(text: string): string {
  return inQuotes(text, LONGEST_PATTERN);
}

function fieldsIn(filter: Filter): string[] {
  return filter.kind === "field" ? [filter.field] : filter.parts.flatMap(fieldsIn);
}

function valuesText(field: string, fields: Fields): string {
  const values = fields.get(field);
  if (values === undefined) return `no ${oneLine(field)}`;
  if (values.length === 0) return `an empty ${oneLine(field)}`;
  return `${oneLine(field)} ${nameList(values.map((value) => oneLine(String(value))))}`;
}
