import type * as z from "zod";
import { wanted } from "../values/expectation.ts";
import { problemOf, quoted } from "../values/parse.ts";
import { type Problem, problemSentence } from "../values/problem.ts";

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;

/** The problem that a check of a policy finds. */
export interface PolicyProblem extends Pick<Problem, "message"> {
  path: (string | number)[];
  /** Whether the message contains the value, so that the sentence does not repeat it. */
  tellsValue?: true;
}

/** The zod issue for a problem. */
export function policyIssue({ path, message, tellsValue }: PolicyProblem) {
  return { code: "custom" as const, path, message, params: { tellsValue } };
}

/**
 * The first problem of a policy document, as one sentence: `rule "china-origin": field "above.critical" is
 * "65": must be a number, not a text`. A rule is named by its id; by its position only when it has none.
 */
export function policyProblem({ issues: [issue] }: z.ZodError, document: unknown): string {
  if (issue === undefined) return "is not valid";
  const [first, at, ...path] = issue.path;
  if (first !== "rules" || typeof at !== "number") return problemWithValue(issue, document);
  const rule = valueAt(document, [first, at]);
  return `${ruleName(rule, at)}: ${problemWithValue({ ...issue, path }, rule)}`;
}

function ruleName(rule: unknown, at: number): string {
  const id = valueAt(rule, ["id"]);
  return typeof id === "string" && id !== "" ? `rule ${quoted(id)}` : `rule number ${at + 1}`;
}

/** The problem, with the value in the document when the problem does not contain it. */
export function problemWithValue(issue: Issue, document: unknown): string {
  // For a bad key of a record, its own problem is one level deeper.
  if (issue.code === "invalid_key") {
    return problemSentence({ path: issue.path, message: issue.issues[0]?.message ?? "is not valid" });
  }
  return problemSentence(problemOf(issue), valueFound(issue, document));
}

const OF_A_TYPE = new Set<Issue["code"]>(["invalid_type", "invalid_value", "invalid_union"]);

/**
 * The value in the document at the place of a problem: `is "65"`, `is missing`; nothing when it need not be
 * shown.
 */
function valueFound(issue: Issue, document: unknown): string {
  const value = valueAt(document, issue.path);
  if (value === undefined && OF_A_TYPE.has(issue.code)) return "is missing";
  const told = shortValue(value);
  const isTold = issue.code === "custom" && issue.params?.tellsValue === true;
  return told === null || isTold ? "" : `is ${told}`;
}

/** The message for a value in a policy when the schema has none of its own. That a field is missing is said with its name. */
export function policyExpectation(issue: RawIssue): string {
  return wanted(issue);
}

const LONGEST_SHOWN = 60;

function shortValue(value: unknown): string | null {
  if (typeof value === "string") return value.length > LONGEST_SHOWN ? null : quoted(value);
  return typeof value === "number" || typeof value === "boolean" || value === null ? String(value) : null;
}

/** The value at a path of a document; `undefined` when there is none. */
export function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    document,
  );
}
