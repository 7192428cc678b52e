import { readJson } from "../values/json-text.ts";
import { lineOf } from "../values/one-line.ts";
import { problemOfLists } from "./own-lists.ts";
import { type Policy, policySchema } from "./policy.ts";
import { policyExpectation, policyProblem } from "./problem.ts";
import { type RestrictedLists, shippedLists } from "./restricted-lists.ts";

const LONGEST_POLICY_REASON = 150;

/** The document in the text of a policy file. */
export function parsePolicy(text: string): { document: unknown } | { problem: string } {
  const read = readJson(text);
  return "problem" in read ? read : { document: read.value };
}

/** Reads a policy document. @throws Error that names the rule, the field, the value and the reason. */
export function readPolicy(document: unknown, lists: RestrictedLists = shippedLists): Policy {
  const policy = tryPolicy(document, lists);
  if ("problem" in policy) throw new Error(policy.problem);
  return policy;
}

/** Reads a policy document, or says in one sentence why it cannot be used. */
export function tryPolicy(
  document: unknown,
  lists: RestrictedLists | { problem: string },
): Policy | { problem: string } {
  try {
    const read = policySchema.safeParse(document, { error: policyExpectation });
    if (!read.success) return { problem: policyProblem(read.error, document) };
    const problem = problemOfLists(read.data, lists);
    if (problem !== null) return { problem };
    return "problem" in lists || lists === shippedLists
      ? read.data
      : { ...read.data, restrictedLists: lists };
  } catch (error) {
    // zod also compares the length of values that are not text, and throws for `{"length": {}}`.
    return {
      problem: `is not of the form of a policy: ${lineOf((error as Error).message, LONGEST_POLICY_REASON)}`,
    };
  }
}
