import type { Problem } from "../../shared/values/problem.ts";

/** What is given without a flag: its problem says what it is about. */
const ARGUMENTS: ReadonlySet<string> = new Set(["lift", "confirm"]);

/** A problem of a payload, named by the flag that the field was given by: `--as-of: must be a day …`. */
export function flagProblem({ path: [field], message }: Problem): string {
  if (field === undefined || ARGUMENTS.has(String(field))) return message;
  return `${flagOf(String(field))}: ${message}`;
}

/** `asOf` is given by `--as-of`, and each of `sectors` by `--sector`. */
function flagOf(field: string): string {
  if (field === "sectors") return "--sector";
  return `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
