import type * as z from "zod";
import { noun, someOf } from "./count.ts";
import { expectation } from "./expectation.ts";
import { inQuotes } from "./one-line.ts";
import { fieldName, type Problem } from "./problem.ts";

const MOST_FIELDS = 3;

/** Reads a value with a schema. Returns the value, or the first problem with it. */
export function readAs<Value>(
  schema: z.ZodType<Value>,
  value: unknown,
): { value: Value; problem: null } | { problem: Problem } {
  try {
    const read = schema.safeParse(value, { error: expectation });
    return read.success ? { value: read.data, problem: null } : { problem: firstProblem(read.error) };
  } catch (error) {
    // Zod compares the length of any value that has one, and throws for {"length":{"valueOf":1}}.
    if (error instanceof TypeError) {
      return { problem: { path: [], message: "holds a value that is no text, number or list" } };
    }
    throw error;
  }
}

/** The first problem of a value. */
function firstProblem(error: z.ZodError): Problem {
  const issue = error.issues[0];
  return issue === undefined ? { path: [], message: "is not valid" } : problemOf(issue);
}

/** One problem of a value. The sector whose broken policy it tells of stands in the parameters of the issue. */
export function problemOf(issue: z.core.$ZodIssue): Problem {
  if (issue.code === "unrecognized_keys") return { path: [], message: unknownFields(issue) };
  // A bad key of a record: the reason stands one level deeper.
  if (issue.code === "invalid_key") {
    return { path: [], message: issue.issues[0]?.message ?? "has a key that is not valid" };
  }
  const { path, message } = issue;
  const sector: unknown = issue.code === "custom" ? issue.params?.brokenPolicy : undefined;
  return { path, message, ...(typeof sector === "string" ? { brokenPolicy: sector } : {}) };
}

function unknownFields({ keys, path }: z.core.$ZodIssueUnrecognizedKeys): string {
  const fields = keys.slice(0, MOST_FIELDS).map((key) => quoted(fieldName([...path, key])));
  const what = keys.length === 1 ? "field" : "fields";
  return `${what} ${someOf(fields, MOST_FIELDS, keys.length)} ${noun(keys.length, "is", "are")} not known`;
}

/** A text from outside, in the quotes in which sentences show it. */
export function quoted(text: string, longest = 60): string {
  return inQuotes(text, longest);
}

/** A value for a sentence: a text in quotes, and only the type of anything else. */
export function shown(value: unknown): string {
  return typeof value === "string" ? quoted(value) : `a value of type ${typeof value}`;
}

/** What is wrong with a text. `kind` is the same whatever the text: `is negative` of `"-5" is negative`. */
export interface TextFault {
  problem: string;
  kind: string;
}

/** What is wrong with a text, as a sentence that tells the text first. */
export function faultOf(text: string, kind: string): TextFault {
  return { problem: `${quoted(text)} ${kind}`, kind };
}
