import * as z from "zod";
import { boundText, sizeText } from "./expected-size.ts";
import { nearest } from "./nearest.ts";
import { inQuotes } from "./one-line.ts";

type RawIssue = z.core.$ZodRawIssue;

const IS_MISSING = "is missing";

/** What is said of a value where its schema says nothing of its own: `must be a number, not a text`, `is missing`. */
export function expectation(issue: RawIssue): string {
  const isMissing = issue.input === undefined && OF_WHAT_IS_THERE.has(issue.code);
  if (!isMissing) return wanted(issue);
  return issue.code === "invalid_value" ? `${IS_MISSING}: ${wanted(issue)}` : IS_MISSING;
}

const OF_WHAT_IS_THERE = new Set(["invalid_type", "invalid_value", "invalid_union"]);

/** What must stand there: the same, where it is said already that nothing does. */
export function wanted(issue: RawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${TYPES[issue.expected] ?? issue.expected}${notThe(issue)}`;
    case "invalid_value":
      return issue.values.length === 1
        ? `must be ${z.util.stringifyPrimitive(issue.values[0])}`
        : oneOf(issue.values, issue.input);
    case "too_small":
      return issue.exact === true
        ? `must ${sizeText(issue.origin, issue.minimum, "")}`
        : boundText(issue.origin, issue.minimum, issue.inclusive, "or more");
    case "too_big":
      return issue.exact === true
        ? `must ${sizeText(issue.origin, issue.maximum, "")}`
        : boundText(issue.origin, issue.maximum, issue.inclusive, "or less");
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "invalid_format":
      return formatText(issue);
    case "unrecognized_keys":
      return `has fields that are not known: ${issue.keys.slice(0, MOST_KEYS).map(quotedKey).join(", ")}`;
    case "invalid_union":
      return unionText(issue);
    case "invalid_key":
      return issue.issues?.[0]?.message ?? "has a key that is not valid";
    case "invalid_element":
      return `has an entry that is wrong: ${issue.issues[0]?.message ?? "it is not valid"}`;
    default:
      return "is not valid";
  }
}

const MOST_KEYS = 3;

function quotedKey(key: string): string {
  return inQuotes(key, 60);
}

/** What is said of a value that is none of several: those, and the nearest one. */
function oneOf(values: readonly unknown[], input: unknown): string {
  const choices = values.map(String);
  const near = typeof input === "string" ? nearest(input, choices) : null;
  return `must be one of ${choices.join(", ")}${near === null ? "" : `; nearest: ${near}`}`;
}

const TYPES: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

function notThe({ expected, input }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string {
  if (input === undefined) return "";
  if (typeof input === "number" && !Number.isFinite(input)) return `, not ${input}`;
  if (expected === "int" && typeof input === "number") return "";
  if (typeof input === "boolean") return `, not ${input}`;
  const type = z.util.parsedType(input);
  return `, not ${TYPES[type] ?? type}`;
}

const FORMATS: Record<string, string> = {
  date: "a day like 2026-07-31",
  datetime: "a time like 2026-07-31T06:00:00Z",
  time: "a time of day like 06:00",
  email: "an e-mail address",
  url: "a web address like https://example.com",
  json_string: "JSON",
};

const PARTS: Record<string, string> = {
  starts_with: "begin with",
  ends_with: "end with",
  includes: "contain",
};

function formatText(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidStringFormat>): string {
  const part = issue.prefix ?? issue.suffix ?? issue.includes;
  const where = PARTS[issue.format];
  if (where !== undefined && typeof part === "string") return `must ${where} ${inQuotes(part, 60)}`;
  const format = FORMATS[issue.format];
  return format === undefined ? "is not of the form that is asked for" : `must be ${format}`;
}

/** Of a union, the types that are allowed; or what is wrong by the form that fits best, the one that fails deepest. */
function unionText(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
  if (Array.isArray(issue.options)) return oneOf(issue.options, null);
  const firsts = (issue.errors ?? []).flatMap(([first]) => first ?? []);
  const types = firsts.map((first) =>
    first.code === "invalid_type" && first.path.length === 0 ? TYPES[first.expected] : undefined,
  );
  if (types.length > 0 && types.every((type) => type !== undefined))
    return `must be ${[...new Set(types)].join(" or ")}`;
  const [best] = firsts.sort((a, b) => b.path.length - a.path.length);
  if (best === undefined || best.path.length === 0) return "has none of the forms that are known";
  return `field ${inQuotes(best.path.map(String).join("."), 60)} in it: ${best.message}`;
}
