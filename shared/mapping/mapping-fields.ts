import * as z from "zod";
import { daySchema } from "../values/day.ts";
import { amountFormats, tableUnitNames } from "./amount-format.ts";
import { isDateFormat } from "./date-format.ts";

const columnSchema = z
  .string()
  .trim()
  .min(1, "must name a column")
  .meta({ description: "A column, as the header of the table names it" });

/** What to write for what stands in the table; `null` for what is unknown. Capitals and blanks make no difference. */
const valuesSchema = z
  .record(z.string(), z.string().min(1, "must not be empty: null is for what is unknown").nullable())
  .meta({ description: "What to write for what stands in the table; null is for unknown" });

const ONE_OF_TWO = 'must have "column" or "constant", and not both';

/** A value that stands in a column, or is the same for all rows. */
export const valueSchema = z
  .strictObject({
    column: columnSchema.optional(),
    constant: z.string().min(1, "must not be empty").optional(),
    values: valuesSchema.optional(),
  })
  .refine(({ column, constant }) => (column === undefined) !== (constant === undefined), ONE_OF_TWO);

export type ValueSource = z.infer<typeof valueSchema>;

const columnsSchema = z
  .array(columnSchema)
  .min(1, "must name a column")
  .max(10, "has more than 10 columns")
  .optional();

/** One column may be named as in other fields. */
const ONE_OR_SEVERAL = 'must have "columns", a list of columns, or "column", and not both';
const isOneOrSeveral = ({
  column,
  columns,
}: {
  column?: string | undefined;
  columns?: string[] | undefined;
}) => (column === undefined) !== (columns === undefined);

/** What names a position. */
export const keySchema = z
  .strictObject({
    column: columnSchema.optional(),
    columns: columnsSchema,
    join: z.string().max(5, "is longer than 5 characters").default("-"),
  })
  .refine(isOneOrSeveral, ONE_OR_SEVERAL)
  .transform(({ column = "", columns = [column], join }) => ({ columns, join }))
  .meta({ description: "What names a position: the texts of these columns, joined" });

const nameSchema = z.string().min(1, "must not be empty");

/** Who sells, by id or by name. */
export const supplierSchema = z
  .strictObject({
    column: columnSchema.optional(),
    constant: z.string().min(1, "must not be empty").optional(),
    as: z.enum(["id", "name"]).default("id").meta({
      description: "Whether these are ids, or names of which ids are made: CATL (Ningde) is catl-ningde",
    }),
    values: valuesSchema.optional(),
    apart: z
      .array(z.tuple([nameSchema, nameSchema]))
      .optional()
      .meta({
        description:
          "Pairs of names that look alike and mean different suppliers: they are not suggested again",
      }),
  })
  .refine(({ column, constant }) => (column === undefined) !== (constant === undefined), ONE_OF_TWO);

/** How much, how it is written, and in which unit. */
export const amountSchema = z.strictObject({
  column: columnSchema,
  format: z.enum(amountFormats).meta({ description: "How amounts are written, by an example" }),
  unit: z.enum(tableUnitNames),
  currency: z
    .strictObject({ column: columnSchema, is: z.array(z.string().min(1)).min(1, "must name a currency") })
    .optional()
    .meta({
      description: "The column of the currency, and how the unit is written there: other rows are refused",
    }),
  negativeWhen: z
    .strictObject({ column: columnSchema, is: z.array(z.string().min(1)).min(1, "must name a text") })
    .optional()
    .meta({ description: "The column that says that an amount is a credit, and how it says so" }),
});

/** When, and how days are written. */
export const dateSchema = z
  .strictObject({
    column: columnSchema.optional(),
    format: z
      .string()
      .refine(
        isDateFormat,
        "must have a year, a month and a day, like MM/DD/YYYY, DD.MM.YYYY or D-MMM-YY, or be excel-days",
      )
      .optional()
      .meta({ description: "MM/DD/YYYY, DD.MM.YYYY, D-MMM-YY, YYYYMMDD, excel-days, excel-days-1904" }),
    constant: daySchema.optional(),
  })
  .refine(
    ({ column, format, constant }) =>
      constant === undefined
        ? column !== undefined && format !== undefined
        : column === undefined && format === undefined,
    'must have "column" and "format", or "constant" alone',
  );

/** Which lines are totals. */
export const totalsSchema = z
  .strictObject({
    column: columnSchema.optional(),
    columns: columnsSchema,
    is: z.array(z.string().min(1, "must not be empty")).min(1, "must name a text"),
  })
  .refine(isOneOrSeveral, ONE_OR_SEVERAL)
  .transform(({ column = "", columns = [column], is }) => ({ columns, is }))
  .meta({
    description:
      "Lines that are totals: in one of these columns stands one of these texts (* is any text: * Total), and the key says nothing else. They are compared with the lines above, and not taken",
  });
