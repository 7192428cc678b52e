import type * as z from "zod";
import { expectation } from "../../../shared/values/expectation.ts";
import type { Fields } from "./csv.ts";
import type { Fault, GoodRow, Rejection } from "./row.ts";

const MOST_FAULTS = 20;

/** Checks a row's fields against a schema. What is wrong rejects the row: all of it is told, naming the columns. */
export function checkRow<Row>(
  { line, row }: GoodRow<Fields>,
  schema: z.ZodType<Row>,
): GoodRow<Row> | Rejection {
  const checked = schema.safeParse(row, { error: expectation });
  if (checked.success) return { line, row: checked.data };
  const faults = new Map(
    checked.error.issues.map((issue) => [`${String(issue.path[0])}\u0000${issue.message}`, rowFault(issue)]),
  );
  const [first = { column: null, reason: "is not valid" }, ...also] = [...faults.values()].slice(
    0,
    MOST_FAULTS,
  );
  return { line, ...first, ...(also.length > 0 ? { also } : {}) };
}

function rowFault(issue: z.core.$ZodIssue): Fault {
  const [column] = issue.path;
  const kind: unknown = issue.code === "custom" ? issue.params?.kind : undefined;
  return {
    column: column === undefined ? null : String(column),
    reason: issue.message,
    ...(typeof kind === "string" ? { kind } : {}),
  };
}
