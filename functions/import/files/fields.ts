import * as z from "zod";
import { type MeasuredSector, type Policies, unitFor } from "../../../shared/policy/policies.ts";
import { DAYS_EXPECTED, daysSchema } from "../../../shared/supply/times.ts";
import { FIRST_DAY, isDayOfPurchase, LAST_DAY } from "../../../shared/values/day.ts";
import {
  IS_NEGATIVE,
  type Minor,
  numberFault,
  parseExposure,
  type Unit,
} from "../../../shared/values/exposure.ts";
import { kebabCaseSchema } from "../../../shared/values/identifier.ts";
import { faultOf, type TextFault } from "../../../shared/values/parse.ts";
import { countryCode, noCountry } from "./country.ts";

/** The issue that zod is to raise for what is wrong with a field. */
export function fieldIssue({ problem, kind }: TextFault) {
  return { code: "custom" as const, message: problem, params: { kind } };
}

/** A column that may be empty: empty is unknown, `null`. */
export function orUnknown<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((field) => (field === "" ? null : field), schema.nullable());
}

/** A country, as a code or a well-known name. */
export const countryFieldSchema = z.string().transform((text, context) => {
  const code = countryCode(text);
  if (code !== null) return code;
  context.addIssue(fieldIssue(noCountry(text)));
  return z.NEVER;
});

/** A sector whose unit is known. */
export function sectorFieldSchema(policies: Policies) {
  return z.string().transform((sector, context): MeasuredSector => {
    const measured = unitFor(policies, sector);
    if (!("problem" in measured)) return measured;
    // That a sector is not known is told with its name; that its policy is broken, in one sentence for all its rows.
    const kind = "sector" in measured ? measured.problem : "is not a sector";
    context.addIssue(fieldIssue({ problem: measured.problem, kind }));
    return z.NEVER;
  });
}

/** A day. */
const dayFieldSchema = z.iso.date({
  error: ({ input }) => {
    const text = String(input);
    if (/^\d{5}(\.\d+)?$/.test(text)) return DAY_AS_NUMBER;
    return /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(text) ? UNCLEAR_DAY : "must be a day like 2026-07-31";
  },
});
const DAY_AS_NUMBER =
  "is a number, as which Excel keeps days: write a day like 2026-07-31, or format the cell as a date";
const UNCLEAR_DAY = "may have its day or its month first: write a day like 2026-07-31";

/** A day that may also be written like `31.7.2026`: with points, the day always comes first. */
export const pointedDayFieldSchema = z
  .string()
  .transform((text) =>
    text.replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, (_whole, day: string, month: string, year: string) =>
      [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-"),
    ),
  )
  .pipe(dayFieldSchema);

/** A day on which something may have been bought. Other days mean, in most systems, that none is known. */
export const dateFieldSchema = dayFieldSchema.pipe(
  z.string().refine(isDayOfPurchase, {
    error: `must lie between ${FIRST_DAY} and ${LAST_DAY}, or be empty where it is not known`,
  }),
);

/** An exposure in minor units. Where the unit is not known, the row is refused for that: only a number is looked for. */
export function exposureFieldSchema(unit: Unit | null) {
  return z.string().transform((text, context): Minor => {
    const parsed = unit === null ? numberFault(text) : parseExposure(text, unit);
    if (parsed !== null && "exposure" in parsed) return parsed.exposure;
    if (parsed !== null) context.addIssue(fieldIssue(exposureFault(text, parsed)));
    return z.NEVER;
  });
}

function exposureFault(text: string, fault: TextFault): TextFault {
  if (fault.kind === IS_NEGATIVE) return faultOf(text, `${IS_NEGATIVE}: ${ADVICE_FOR_CREDITS}`);
  return text.includes(",") ? faultOf(text, HAS_COMMA) : fault;
}

const ADVICE_FOR_CREDITS =
  'import map takes credits away from the other rows of their key, with "lines": "add-up" in the mapping';
const HAS_COMMA = "is not a plain decimal number such as 1234.56: it has a comma";

/** The names in a field that are joined by semicolons, each once. */
export function namesIn(text: string): string[] {
  return [...new Set(text.split(";").map((name) => name.trim()))].filter((name) => name !== "");
}

const MOST_LISTS = 50;

/** Restricted lists, joined by semicolons. */
export const listsFieldSchema = z
  .string()
  .transform((text, context) => {
    const lists = namesIn(text);
    if (lists.length <= MOST_LISTS) return lists;
    const problem = `names ${lists.length} lists, more than ${MOST_LISTS}`;
    context.addIssue(fieldIssue({ problem, kind: "names too many lists" }));
    return z.NEVER;
  })
  .pipe(z.array(kebabCaseSchema));

const dayCountFieldSchema = z
  .string()
  // More digits are no number of days, and a long one would be read as another number.
  .refine((text) => /^\d{0,9}$/.test(text), { error: DAYS_EXPECTED, abort: true })
  .transform((text) => (text === "" ? undefined : Number(text)))
  .pipe(daysSchema.optional());
/** Stock and recovery in days: empty where they are not known. */
export const timeColumns = { stockDays: dayCountFieldSchema, recoveryDays: dayCountFieldSchema };
