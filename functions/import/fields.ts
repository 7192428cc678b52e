import * as z from "zod";
import { policies, unknownSector } from "../../shared/policies.ts";
import type { Policy } from "../../shared/policy.ts";
import { quoted } from "../../shared/problem.ts";
import { countryCode } from "./country.ts";
import type { Fields } from "./csv.ts";
import type { GoodRow, Rejection } from "./rows.ts";

/** A column that may be empty: empty is unknown, `null`. */
export function orUnknown<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((field) => (field === "" ? null : field), schema.nullable());
}

/** A country, as a code or a well-known name. */
export const countryFieldSchema = z.string().transform((text, context) => {
  const code = countryCode(text);
  if (code !== null) return code;
  context.addIssue({ code: "custom", message: `${quoted(text)} is not a country` });
  return z.NEVER;
});

/** A sector that has a policy. */
export const sectorFieldSchema = z.string().transform((sector, context): Policy => {
  const policy = policies.get(sector);
  if (policy !== undefined) return policy;
  context.addIssue({ code: "custom", message: unknownSector(sector) });
  return z.NEVER;
});

/** A fraction written as a plain decimal between 0 and 1. */
export const fractionFieldSchema = z
  .string()
  .regex(/^\d+(\.\d+)?$/, "must be a decimal between 0 and 1")
  .transform(Number)
  .pipe(z.number().max(1, "must be a decimal between 0 and 1"));

/** Checks a row's fields against a schema; the first thing wrong rejects the row, naming the column. */
export function checkRow<Row>(
  { line, row }: GoodRow<Fields>,
  schema: z.ZodType<Row>,
): GoodRow<Row> | Rejection {
  const checked = schema.safeParse(row);
  if (checked.success) return { line, row: checked.data };
  const [issue] = checked.error.issues;
  const column = issue?.path[0];
  return {
    line,
    column: column === undefined ? null : String(column),
    reason: issue?.message ?? "is not valid",
  };
}
