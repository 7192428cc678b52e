import * as z from "zod";
import {
  amountSchema,
  dateSchema,
  keySchema,
  supplierSchema,
  totalsSchema,
  valueSchema,
} from "./mapping-fields.ts";

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
