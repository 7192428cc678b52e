import * as z from "zod";
import { effectiveNumber, herfindahl, shareOf, topShare, unknownShare } from "./concentration.ts";
import { directDependency, listedShare } from "./dependency.ts";
import { countryCodeSchema, identifierSchema, kebabCaseSchema } from "./identifier.ts";
import type { Interval } from "./interval.ts";
import { type Facet, facets, type Scope } from "./scope.ts";

const facetSchema = z.enum(facets);
const countriesSchema = z.strictObject({ countries: z.array(countryCodeSchema).min(1) });

/** What a rule measures. Every kind yields an interval; see docs/measures.md for the formulas. */
export const measureSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("hhi"), facet: facetSchema }),
  z.strictObject({ kind: z.literal("top"), facet: facetSchema, n: z.int().positive() }),
  z.strictObject({ kind: z.literal("effective"), facet: facetSchema }),
  z.strictObject({ kind: z.literal("unknown"), facet: facetSchema }),
  z.strictObject({ kind: z.literal("direct"), of: countriesSchema }),
  z.strictObject({
    kind: z.literal("share"),
    of: z.union([
      z.strictObject({ facet: z.enum(["origin", "control"]), countries: z.array(countryCodeSchema).min(1) }),
      z.strictObject({ owners: z.array(identifierSchema).min(1) }),
      z.strictObject({ suppliers: z.array(identifierSchema).min(1) }),
      z.strictObject({ list: kebabCaseSchema }),
    ]),
  }),
]);
export type Measure = z.infer<typeof measureSchema>;

/** Index points, a number of keys, or a fraction from 0 to 1. */
export type MeasureUnit = "points" | "number" | "fraction";

/** In what a measure, and so the limit of its rule, is expressed. */
export function unitOf(measure: Measure): MeasureUnit {
  if (measure.kind === "hhi") return "points";
  return measure.kind === "effective" ? "number" : "fraction";
}

/** The value of a measure in a scope, or `null` in a scope without exposure, which has no measures. */
export function observe(scope: Scope, measure: Measure): Interval | null {
  if (scope.total === 0) return null;
  switch (measure.kind) {
    case "hhi":
      return herfindahl(scope.facets[measure.facet]);
    case "top":
      return topShare(scope.facets[measure.facet], measure.n);
    case "effective":
      return effectiveNumber(scope.facets[measure.facet]);
    case "unknown":
      return unknownShare(scope.facets[measure.facet]);
    case "direct":
      return directDependency(scope, measure.of.countries);
    case "share":
      return observeShare(scope, measure.of);
  }
}

/** The facets that show who stands behind a measure's value. */
export function facetsShowing(measure: Measure): Facet[] {
  if (measure.kind === "direct") return ["origin", "owner"];
  if (measure.kind !== "share") return [measure.facet];
  if ("countries" in measure.of) return [measure.of.facet];
  return ["suppliers" in measure.of ? "supplier" : "owner"];
}

/** The countries that a measure is about; none for most. */
export function countriesNamed(measure: Measure): string[] {
  if (measure.kind === "direct") return measure.of.countries;
  return measure.kind === "share" && "countries" in measure.of ? measure.of.countries : [];
}

function observeShare(scope: Scope, of: Extract<Measure, { kind: "share" }>["of"]): Interval {
  if ("countries" in of) return shareOf(scope.facets[of.facet], of.countries);
  if ("owners" in of) return shareOf(scope.facets.owner, of.owners);
  if ("suppliers" in of) return shareOf(scope.facets.supplier, of.suppliers);
  return listedShare(scope, of.list);
}
