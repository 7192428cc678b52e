import type { Fields, FieldValue } from "./fields.ts";
import type { Condition, Filter } from "./filter-policy.ts";

/** Whether SNS lets a message pass; `unknown` where neither its documentation nor what is known of it decides. */
export type Answer = "yes" | "no" | "unknown";

/** The answer about a message, and the parts of the filter that are not met, or not certainly. */
export interface Judgement {
  answer: Answer;
  unmet: Filter[];
}

/** Compares a message with a filter: every part must be met, and of each field one condition by one value. */
export function judge(filter: Filter, fields: Fields): Judgement {
  if (filter.kind === "field") {
    const answer = answerOfField(filter.conditions, fields.get(filter.field), fields.size > 0);
    return { answer, unmet: answer === "yes" ? [] : [filter] };
  }
  const judged = filter.parts.map((part) => judge(part, fields));
  const answers = judged.map((one) => one.answer);
  if (filter.kind === "any") {
    const answer = anyOf(answers);
    return { answer, unmet: answer === "yes" ? [] : [filter] };
  }
  const answer = allOf(answers);
  // What is certainly not met decides, whatever else is not known.
  return { answer, unmet: judged.flatMap((one) => (one.answer === answer ? one.unmet : [])) };
}

function anyOf(answers: Answer[]): Answer {
  if (answers.includes("yes")) return "yes";
  return answers.includes("unknown") ? "unknown" : "no";
}

function allOf(answers: Answer[]): Answer {
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}

function answerOfField(
  conditions: Condition[],
  values: readonly FieldValue[] | undefined,
  hasFields: boolean,
): Answer {
  return anyOf(
    conditions.map((condition) =>
      values === undefined ? withoutField(condition, hasFields) : withValues(condition, values),
    ),
  );
}

function withoutField(condition: Condition, hasFields: boolean): Answer {
  if (condition.kind === "exists") return condition.wanted ? "no" : yesIf(hasFields);
  const isNull = condition.kind === "is" && condition.value === null;
  return isNull || condition.kind === "other" ? "unknown" : "no";
}

function withValues(condition: Condition, values: readonly FieldValue[]): Answer {
  if (condition.kind === "exists") {
    // Documented is a value that is neither null nor empty.
    const hasValue = values.some((value) => value !== null && value !== "");
    return hasValue ? yesIf(condition.wanted) : "unknown";
  }
  if (condition.kind !== "anything-but") return anyOf(values.map((value) => answerOf(condition, value)));
  const excluded = values.map((value) => anyOf(condition.but.map((one) => answerOf(one, value))));
  if (excluded.every((one) => one === "no")) return yesIf(values.length > 0);
  // Of several values, one that is excluded is documented to forbid the message, and was seen not to.
  return excluded.every((one) => one === "yes") ? "no" : "unknown";
}

/** SNS compares numbers to five digits after the point. */
const PRECISION = 1e-5;

/** Whether one value meets a condition. */
function answerOf(condition: Condition, value: FieldValue): Answer {
  if (condition.kind === "is") return isEqual(condition.value, value);
  if (condition.kind === "numeric") return isInRange(condition.comparisons, value);
  if (condition.kind === "other") return "unknown";
  if (typeof value !== "string" || !("text" in condition)) return "no";
  const { kind, text } = condition;
  if (kind === "prefix") return yesIf(value.startsWith(text));
  if (kind === "suffix") return yesIf(value.endsWith(text));
  if (kind === "equals-ignore-case") return yesIf(value.toLowerCase() === text.toLowerCase());
  // Whether a backslash is a letter or takes the star its meaning is not documented.
  return text.includes("\\") ? "unknown" : yesIf(isLike(value, text));
}

/** A text is never equal to a number; but an attribute's number is a text, and how SNS compares it is not documented. */
function isEqual(asked: FieldValue, value: FieldValue): Answer {
  if (asked === value) return "yes";
  if (typeof asked === "number" && typeof value === "number")
    return Math.abs(asked - value) < PRECISION ? "unknown" : "no";
  if (typeof asked === typeof value || asked === null || value === null) return "no";
  return String(asked) === String(value) || Number(asked) === numberIn(value) ? "unknown" : "no";
}

function numberIn(value: FieldValue): number | null {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" ? Number(value) : null;
}

function isInRange(
  comparisons: Extract<Condition, { kind: "numeric" }>["comparisons"],
  value: FieldValue,
): Answer {
  const number = numberIn(value);
  if (number === null || Number.isNaN(number)) return "no";
  const isIn = comparisons.every(([operator, than]) => compared[operator](number, than));
  if (typeof value === "string") return isIn ? "unknown" : "no";
  const isClose = comparisons.some(([, than]) => number !== than && Math.abs(number - than) < PRECISION);
  return isClose ? "unknown" : yesIf(isIn);
}

const compared = {
  "=": (one: number, other: number) => one === other,
  "<": (one: number, other: number) => one < other,
  "<=": (one: number, other: number) => one <= other,
  ">": (one: number, other: number) => one > other,
  ">=": (one: number, other: number) => one >= other,
};

/** Whether a text is like a pattern in which each star stands for any characters. */
function isLike(text: string, pattern: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - at >= last.length && text.endsWith(last);
}

function yesIf(isSo: boolean): "yes" | "no" {
  return isSo ? "yes" : "no";
}
