import type * as z from "zod";

/** The first thing wrong with a value, as one sentence that names the field: `field "asOf": must be …`. */
export function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "is not valid";
  if (issue.code === "unrecognized_keys") {
    const fields = issue.keys.map((key) => [...issue.path.map(String), key].join("."));
    return `field "${fields.join('", "')}" is not known`;
  }
  // A bad key of a record: the reason stands one level deeper.
  if (issue.code === "invalid_key") return issue.issues[0]?.message ?? "has a key that is not valid";
  const field = issue.path.map(String).join(".");
  const reason = issue.message.replace(/^Invalid input: /, "");
  return field === "" ? reason : `field "${field}": ${reason}`;
}
