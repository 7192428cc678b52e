import type * as z from "zod";
import { inQuotes, lineOf } from "./one-line.ts";

const MOST_FIELDS = 3;
const LONGEST_FIELD = 60;

/** A value as its schema reads it, or the first thing wrong with it. */
export function readAs<Value>(
  schema: z.ZodType<Value>,
  value: unknown,
): { value: Value; problem: null } | { problem: string } {
  try {
    const read = schema.safeParse(value);
    return read.success ? { value: read.data, problem: null } : { problem: firstProblem(read.error) };
  } catch (error) {
    // Zod compares the length of whatever has one: of {"length":{"valueOf":1}} it cannot.
    if (error instanceof TypeError) return { problem: "holds a value that is no text, number or list" };
    throw error;
  }
}

/** The first thing wrong with a value, as one sentence that names the field: `field "asOf": must be …`. */
export function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? "is not valid" : problemOf(issue);
}

/** One thing wrong with a value, as one sentence that names the field. */
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

/** A text from outside, as a sentence quotes it. */
export function quoted(text: string, longest = 60): string {
  return inQuotes(text, longest);
}

/** A value as a sentence quotes it; what is no text is told by its kind. */
export function shown(value: unknown): string {
  return typeof value === "string" ? quoted(value) : `a value of type ${typeof value}`;
}
