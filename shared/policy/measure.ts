import * as z from "zod";
import { type Facet, facets } from "../supply/scope.ts";
import { countryCodeSchema, identifierSchema, kebabCaseSchema } from "../values/identifier.ts";

const facetSchema = z.enum(facets);
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

/** What is measured within a scope alone. */
export type ScopeMeasure = z.infer<(typeof boundedMeasureSchemas)[number] | typeof effectiveSchema>;

/** What is measured through all tiers of supply. */
export type LookThroughMeasure = z.infer<(typeof tierMeasureSchemas)[0]>;

/** What a rule measures. Every kind yields an interval; see docs/measures.md for the formulas. */
export const measureSchema = z.discriminatedUnion("kind", [
  ...boundedMeasureSchemas,
  effectiveSchema,
  ...tierMeasureSchemas,
  z.strictObject({
    kind: z.literal("change"),
    // An effective number may be without bound, and then has no difference to another.
    of: z.discriminatedUnion("kind", [...boundedMeasureSchemas, ...tierMeasureSchemas]),
    days: z.int().positive().max(3660),
  }),
]);
export type Measure = z.infer<typeof measureSchema>;

/** Index points, a number of keys, or a fraction from 0 to 1. */
export type MeasureUnit = "points" | "number" | "fraction";

/** In what a measure, and so the limit of its rule, is expressed. */
export function unitOf(measure: Measure): MeasureUnit {
  if (measure.kind === "change") return unitOf(measure.of);
  if (measure.kind === "hhi") return "points";
  return measure.kind === "effective" ? "number" : "fraction";
}

export type CountingMeasure = Extract<ScopeMeasure, { kind: "share" | "direct" }>;

/** The facets that show who stands behind a measure's value. */
export function facetsShowing(measure: Measure): Facet[] {
  switch (measure.kind) {
    case "change":
      return facetsShowing(measure.of);
    case "direct":
      return ["origin", "owner"];
    case "look-through":
      return ["owner"];
    case "loss":
      return [measure.of === "owner" ? "owner" : "control"];
    case "share":
      if ("countries" in measure.of) return [measure.of.facet];
      return ["suppliers" in measure.of ? "supplier" : "owner"];
    default:
      return [measure.facet];
  }
}

/** The countries that a measure is about; none for most. */
export function countriesNamed(measure: Measure): string[] {
  if (measure.kind === "change") return countriesNamed(measure.of);
  if (measure.kind === "loss" || !("of" in measure)) return [];
  return "countries" in measure.of ? measure.of.countries : [];
}

/** The owners or suppliers that a measure is about; none for most. */
export function companiesNamed(measure: Measure): string[] {
  if (measure.kind === "change") return companiesNamed(measure.of);
  if (measure.kind === "loss" || !("of" in measure)) return [];
  const { of } = measure;
  return "owners" in of ? of.owners : "suppliers" in of ? of.suppliers : [];
}

/** The restricted list that a measure is about, if any. */
export function listNamed(measure: Measure): string | null {
  if (measure.kind === "change") return listNamed(measure.of);
  if (measure.kind === "loss" || !("of" in measure)) return null;
  return "list" in measure.of ? measure.of.list : null;
}

/** Whether a measure is about how exposure is spread over the keys of a facet. */
export function isConcentration({ kind }: Measure): boolean {
  return kind === "hhi" || kind === "top" || kind === "effective";
}
