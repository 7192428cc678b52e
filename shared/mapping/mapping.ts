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
const valueSchema = z
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

const keySchema = z
  .strictObject({
    column: columnSchema.optional(),
    columns: columnsSchema,
    join: z.string().max(5, "is longer than 5 characters").default("-"),
  })
  .refine(isOneOrSeveral, ONE_OR_SEVERAL)
  .transform(({ column = "", columns = [column], join }) => ({ columns, join }))
  .meta({ description: "What names a position: the texts of these columns, joined" });

const nameSchema = z.string().min(1, "must not be empty");

const supplierSchema = z
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

const amountSchema = z.strictObject({
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

const dateSchema = z
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

const totalsSchema = z
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

/** How a table becomes positions: which column is what, and how it is written. */
export const mappingSchema = z.strictObject({
  $schema: z.string().optional(),
  schemaVersion: z.literal(1),
  table: z
    .strictObject({
      sheet: z.string().min(1, "must not be empty").optional(),
      separator: z.enum([",", ";", "\t", "|"]).optional(),
      encoding: z.enum(["utf-8", "utf-16", "windows-1252"]).optional(),
    })
    .default({})
    .meta({ description: "How the file is read, where it does not tell by itself" }),
  unknown: z
    .array(z.string().min(1, "must not be empty: an empty cell is always unknown"))
    .default([])
    .meta({ description: "Texts that mean that something is unknown; an empty cell always does" }),
  lines: z.enum(["one-each", "add-up"]).default("one-each").meta({
    description: "Whether each line is a position, or lines of one key add up, credits taken away",
  }),
  day: z.enum(["earliest", "latest"]).default("earliest").meta({
    description: "The day of lines that add up",
  }),
  totals: totalsSchema.optional(),
  columns: z.strictObject({
    positionId: keySchema,
    sector: valueSchema.optional(),
    supplierId: supplierSchema.optional(),
    item: valueSchema,
    originCountry: valueSchema.optional(),
    exposure: amountSchema,
    date: dateSchema.optional(),
    program: valueSchema.optional(),
    source: valueSchema.optional(),
  }),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** The columns of a position that a mapping fills. */
export type MappedField = keyof Mapping["columns"];

/** How a file is read, where it does not tell by itself. */
export type TableLayout = Mapping["table"];
