import * as z from "zod";
import { type MeasuredSector, type Policies, unitFor } from "../../../shared/policy/policies.ts";
import { daySchema } from "../../../shared/values/day.ts";
import { numberProblem, parseExposure, type Unit } from "../../../shared/values/exposure.ts";
import { kebabCaseSchema } from "../../../shared/values/identifier.ts";
import { countryCode, noCountry } from "./country.ts";
import type { Fields } from "./csv.ts";
import type { Fault, GoodRow, Rejection } from "./row.ts";

/** A column that may be empty: empty is unknown, `null`. */
export function orUnknown<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((field) => (field === "" ? null : field), schema.nullable());
}

/** A country, as a code or a well-known name. */
export const countryFieldSchema = z.string().transform((text, context) => {
  const code = countryCode(text);
  if (code !== null) return code;
  context.addIssue({ code: "custom", message: noCountry(text) });
  return z.NEVER;
});

/** A sector whose unit is known. */
export function sectorFieldSchema(policies: Policies) {
  return z.string().transform((sector, context): MeasuredSector => {
    const measured = unitFor(policies, sector);
    if (!("problem" in measured)) return measured;
    context.addIssue({ code: "custom", message: measured.problem });
    return z.NEVER;
  });
}

const FIRST_DAY = "1970-01-01";
const LAST_DAY = "2100-12-31";

/** Whether something may have been bought on a day: neither year 1 nor 9999. */
export function isDayOfPurchase(day: string): boolean {
  return day >= FIRST_DAY && day <= LAST_DAY;
}

/** A day on which something may have been bought. Other days mean, in most systems, that none is known. */
export const dateFieldSchema = daySchema.pipe(
  z.string().refine(isDayOfPurchase, {
    error: `must lie between ${FIRST_DAY} and ${LAST_DAY}, or be empty where it is not known`,
  }),
);

/** An exposure in minor units. Where the unit is not known, the row is refused for that: only a number is looked for. */
export function exposureFieldSchema(unit: Unit | null) {
  return z.string().transform((text, context): number => {
    const parsed = unit === null ? { problem: numberProblem(text) } : parseExposure(text, unit);
    if ("exposure" in parsed) return parsed.exposure;
    if (parsed.problem !== null) context.addIssue({ code: "custom", message: parsed.problem });
    return z.NEVER;
  });
}

// The least that the tables can hold is 1e-130, and no share is known to twenty digits.
const MOST_DECIMALS = 20;

/** A fraction written as a plain decimal between 0 and 1. */
export const fractionFieldSchema = z
  .string()
  .regex(/^\d+(\.\d+)?$/, { error: "must be a decimal between 0 and 1", abort: true })
  .regex(new RegExp(`^\\d+(\\.\\d{0,${MOST_DECIMALS}})?$`), {
    error: `has more than ${MOST_DECIMALS} decimals`,
    abort: true,
  })
  .transform(Number)
  .pipe(z.number().max(1, "must be a decimal between 0 and 1"));

const MOST_LISTS = 50;

/** Restricted lists, joined by semicolons. */
export const listsFieldSchema = z
  .string()
  .transform((text, context) => {
    const lists = [...new Set(text.split(";").map((list) => list.trim()))].filter((list) => list !== "");
    if (lists.length <= MOST_LISTS) return lists;
    context.addIssue({ code: "custom", message: `names ${lists.length} lists, more than ${MOST_LISTS}` });
    return z.NEVER;
  })
  .pipe(z.array(kebabCaseSchema));

const MOST_FAULTS = 20;

/** Checks a row's fields against a schema. What is wrong rejects the row: all of it is told, naming the columns. */
export function checkRow<Row>(
  { line, row }: GoodRow<Fields>,
  schema: z.ZodType<Row>,
): GoodRow<Row> | Rejection {
  const checked = schema.safeParse(row);
  if (checked.success) return { line, row: checked.data };
  const faults = new Map(
    checked.error.issues.map(({ path: [column], message }): [string, Fault] => [
      `${String(column)}\u0000${message}`,
      { column: column === undefined ? null : String(column), reason: message },
    ]),
  );
  const [first = { column: null, reason: "is not valid" }, ...also] = [...faults.values()].slice(
    0,
    MOST_FAULTS,
  );
  return { line, ...first, ...(also.length > 0 ? { also } : {}) };
}
