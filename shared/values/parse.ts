import type * as z from "zod";
import { inQuotes, lineOf } from "./one-line.ts";

const MOST_FIELDS = 3;
const LONGEST_FIELD = 60;

/** Reads a value with a schema. Returns the value, or the first problem as one sentence. */
export function readAs<Value>(
  schema: z.ZodType<Value>,
  value: unknown,
): { value: Value; problem: null } | { problem: string } {
  try {
    const read = schema.safeParse(value);
    return read.success ? { value: read.data, problem: null } : { problem: firstProblem(read.error) };
  } catch (error) {
    // Zod compares the length of any value that has one, and throws for {"length":{"valueOf":1}}.
    if (error instanceof TypeError) return { problem: "holds a value that is no text, number or list" };
    throw error;
  }
}

/** The first problem of a value, as one sentence that names the field: `field "asOf": must be …`. */
export function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? "is not valid" : problemOf(issue);
}

/** One problem of a value, as one sentence that names the field. */
export function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") {
    const fields = issue.keys.slice(0, MOST_FIELDS).map((key) => quoted(fieldOf([...issue.path, key])));
    const more = issue.keys.length - fields.length;
    return `field ${fields.join(", ")}${more > 0 ? ` and ${more} more` : ""} is not known`;
  }
  // A bad key of a record: the reason stands one level deeper.
  if (issue.code === "invalid_key") return issue.issues[0]?.message ?? "has a key that is not valid";
  const field = lineOf(fieldOf(issue.path), LONGEST_FIELD);
  const reason = issue.message.replace(/^Invalid input: /, "");
  return field === "" ? reason : `field "${field}": ${reason}`;
}

function fieldOf(path: PropertyKey[]): string {
  return path.map(String).join(".");
}

/** A text from outside, in the quotes in which sentences show it. */
export function quoted(text: string, longest = 60): string {
  return inQuotes(text, longest);
}

/** A value for a sentence: a text in quotes, and only the type of anything else. */
export function shown(value: unknown): string {
  return typeof value === "string" ? quoted(value) : `a value of type ${typeof value}`;
}
