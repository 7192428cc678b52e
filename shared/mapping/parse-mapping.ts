import * as z from "zod";
import { expectation } from "../values/expectation.ts";
import { readJson } from "../values/json-text.ts";
import { nearest } from "../values/nearest.ts";
import { problemOf } from "../values/parse.ts";
import { problemSentence } from "../values/problem.ts";
import { type Mapping, mappingSchema } from "./mapping.ts";

/** The mapping in the text of a file, or one sentence that names the field and says what is wrong with it. */
export function parseMapping(text: string): { mapping: Mapping } | { problem: string } {
  const document = readJson(text);
  if ("problem" in document) return document;
  try {
    const read = mappingSchema.safeParse(document.value, { error: mappingExpectation });
    if (read.success) return { mapping: read.data };
    const [issue] = read.error.issues;
    return { problem: issue === undefined ? "is not valid" : sentenceOf(issue) };
  } catch (error) {
    // zod compares the length of any value that has one, and throws for {"length":{"valueOf":1}}.
    if (!(error instanceof TypeError)) throw error;
    return { problem: "holds a value that is no text, number or list" };
  }
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const sentence = problemSentence(problemOf(issue));
  return issue.code === "unrecognized_keys" ? `${sentence}: ${issue.message}` : sentence;
}

/** What to write instead of a field that a schema does not have. */
function likelyField({
  keys: [key = ""],
  inst,
}: z.core.$ZodRawIssue<z.core.$ZodIssueUnrecognizedKeys>): string {
  const known =
    inst instanceof z.ZodObject ? Object.keys(inst.shape).filter((name) => name !== "$schema") : [];
  const likely = nearest(key, known);
  return likely === null ? `known here are ${known.join(", ")}` : `did you mean ${likely}?`;
}

function mappingExpectation(issue: z.core.$ZodRawIssue): string {
  if (issue.code === "unrecognized_keys") return likelyField(issue);
  return expectation(issue);
}
