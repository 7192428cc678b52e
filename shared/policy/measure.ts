import * as z from "zod";
import { facets } from "../supply/facet-totals.ts";
import { countryCodeSchema, identifierSchema, kebabCaseSchema } from "../values/identifier.ts";

const facetSchema = z.enum(facets);
const limitingShareSchema = z.number().gt(0, "must be above 0").max(1, "must be a fraction, at most 1");
const countriesSchema = z.strictObject({ countries: z.array(countryCodeSchema).min(1) });

const companySetSchemas = [
  z.strictObject({ owners: z.array(identifierSchema).min(1) }),
  z.strictObject({ suppliers: z.array(identifierSchema).min(1) }),
  z.strictObject({ list: kebabCaseSchema }),
] as const;
const facetCountriesSchema = z.strictObject({
  facet: z.enum(["origin", "control"]),
  countries: z.array(countryCodeSchema).min(1),
});
const setSchema = z.union(
  [countriesSchema, ...companySetSchemas],
  "must name countries, owners, suppliers or a list",
);

const effectiveSchema = z.strictObject({ kind: z.literal("effective"), facet: facetSchema });
const boundedMeasureSchemas = [
  z.strictObject({ kind: z.literal("hhi"), facet: facetSchema }),
  z.strictObject({ kind: z.literal("top"), facet: facetSchema, n: z.int().positive() }),
  z.strictObject({ kind: z.literal("unknown"), facet: facetSchema }),
  z.strictObject({ kind: z.literal("direct"), of: countriesSchema }),
  z.strictObject({
    kind: z.literal("influenced"),
    of: countriesSchema,
    single: limitingShareSchema.default(0.25),
    together: limitingShareSchema.default(0.4),
  }),
  z.strictObject({
    kind: z.literal("share"),
    of: z.union(
      [facetCountriesSchema, ...companySetSchemas],
      "must name countries with a facet of origin or control, owners, suppliers or a list",
    ),
  }),
] as const;
const tierMeasureSchemas = [
  z.strictObject({ kind: z.literal("look-through"), of: setSchema }),
  z.strictObject({ kind: z.literal("loss"), of: z.enum(["owner", "country"]) }),
] as const;

/** The kinds of measures that need only the scope. */
export type ScopeMeasure = z.infer<(typeof boundedMeasureSchemas)[number] | typeof effectiveSchema>;

/** The kinds of measures through all tiers of supply. */
export type LookThroughMeasure = z.infer<(typeof tierMeasureSchemas)[0]>;

/** The measure of a rule. Every kind yields an interval; docs/measures.md has the formulas. */
export const measureSchema = z.discriminatedUnion("kind", [
  ...boundedMeasureSchemas,
  effectiveSchema,
  ...tierMeasureSchemas,
  z.strictObject({
    kind: z.literal("change"),
    // An effective number may have no upper bound, so there is no difference of two of them.
    of: z.discriminatedUnion("kind", [...boundedMeasureSchemas, ...tierMeasureSchemas]),
    days: z.int().positive().max(3660),
  }),
]);
export type Measure = z.infer<typeof measureSchema>;

/** A measure of one kind, or of some. */
export type MeasureOf<Kind extends Measure["kind"]> = Extract<Measure, { kind: Kind }>;

/** One entry for each kind of measure, computed from the measure. A table that lacks a kind does not compile. */
export type ByKind<Entry> = { [Kind in Measure["kind"]]: (measure: MeasureOf<Kind>) => Entry };

/** The entry of a measure in a table of kinds. */
export function entryOf<Entry>(table: ByKind<Entry>, measure: Measure): Entry {
  // A measure is always passed to the function of its own kind, which the compiler cannot see.
  const entry = table[measure.kind] as (measure: Measure) => Entry;
  return entry(measure);
}
