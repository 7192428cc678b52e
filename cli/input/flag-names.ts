import type { Problem } from "../../shared/values/problem.ts";

/** Fields that are given as an argument, without a flag: their problems need no name. */
const ARGUMENTS: ReadonlySet<string> = new Set(["lift", "confirm", "ack"]);

/** A problem of a payload with the flag of its field: `--as-of: must be a day …`. */
export function flagProblem({ path: [field], message }: Problem): string {
  if (field === undefined || ARGUMENTS.has(String(field))) return message;
  return `${flagOf(String(field))}: ${message}`;
}

/** The flag of a field: `--as-of` for `asOf`, and `--sector` for `sectors`. Flags that are repeated are named for one. */
function flagOf(field: string): string {
  if (field === "sectors" || field === "limits") return `--${field.slice(0, -1)}`;
  if (field === "test") return "--topic";
  return `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
