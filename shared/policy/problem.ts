import type * as z from "zod";
import { problemOf, quoted } from "../values/parse.ts";

type Issue = z.core.$ZodIssue;

/**
 * The first thing wrong with a policy document, as one sentence: `rule "china-origin": field "above.critical" is "65":
 * expected number, received string`. A rule is named by its id, and by its place only where it has none.
 */
export function policyProblem({ issues: [issue] }: z.ZodError, document: unknown): string {
  if (issue === undefined) return "is not valid";
  const [first, at, ...path] = issue.path;
  if (first !== "rules" || typeof at !== "number") return withValue(issue, document);
  const rule = valueAt(document, [first, at]);
  return `${nameOf(rule, at)}: ${withValue({ ...issue, path }, rule)}`;
}

function nameOf(rule: unknown, at: number): string {
  const id = valueAt(rule, ["id"]);
  return typeof id === "string" && id !== "" ? `rule ${quoted(id)}` : `rule number ${at + 1}`;
}

const OF_A_TYPE = new Set<Issue["code"]>(["invalid_type", "invalid_value", "invalid_union"]);

/** The problem, with the value that the document has there where the problem does not tell it. */
function withValue(issue: Issue, document: unknown): string {
  // A bad key of a record is named, and its own problem stands one level deeper.
  if (issue.code === "invalid_key") return keyProblem(issue);
  const value = valueAt(document, issue.path);
  const problem = problemOf({ ...issue, message: messageOf(issue) });
  if (value === undefined && OF_A_TYPE.has(issue.code)) return beforeReason(problem, "is missing");
  const told = shown(value);
  return told === null || tells(problem, told) ? problem : beforeReason(problem, `is ${told}`);
}

function keyProblem(issue: z.core.$ZodIssueInvalidKey): string {
  const message = issue.issues[0]?.message ?? "is not valid";
  return problemOf({ code: "custom", path: issue.path, message, input: undefined });
}

/** Whether a problem tells the value itself: a number may also stand there as a limit, so it must come first. */
function tells(problem: string, value: string): boolean {
  return value.startsWith('"') ? problem.includes(value) : problem.includes(`: ${value} `);
}

function beforeReason(problem: string, what: string): string {
  return problem.replace(/^(field "[^"]*"):/, (_, field: string) => `${field} ${what}:`);
}

/** What zod says of its own, in the words of the other sentences. */
function messageOf(issue: Issue): string {
  const message = issue.message.replace(/, received undefined$/, "");
  if (issue.code === "invalid_type" && issue.expected === "int") return "must be a whole number";
  if (issue.code === "invalid_value" && message.startsWith("Invalid option")) {
    return `must be one of ${issue.values.map(String).join(", ")}`;
  }
  if (message.startsWith("Invalid discriminator")) {
    return message
      .replace(/^.*Expected /s, "must be one of ")
      .replaceAll(" | ", ", ")
      .replaceAll("'", "");
  }
  if (issue.code === "too_small" && message.startsWith("Too small")) {
    return issue.origin === "number"
      ? boundText(issue.inclusive, "or more", issue.minimum)
      : "must not be empty";
  }
  if (issue.code === "too_big" && message.startsWith("Too big") && issue.origin === "number") {
    return boundText(issue.inclusive, "or less", issue.maximum);
  }
  return message;
}

function boundText(
  inclusive: boolean | undefined,
  side: "or more" | "or less",
  bound: number | bigint,
): string {
  if (inclusive !== false) return `must be ${bound} ${side}`;
  return `must be ${side === "or more" ? "more" : "less"} than ${bound}`;
}

const LONGEST_SHOWN = 60;

function shown(value: unknown): string | null {
  if (typeof value === "string") return value.length > LONGEST_SHOWN ? null : quoted(value);
  return typeof value === "number" || typeof value === "boolean" || value === null ? String(value) : null;
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    document,
  );
}
