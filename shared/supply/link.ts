import * as z from "zod";
import { countryCodeSchema, identifierSchema, kebabCaseSchema } from "../values/identifier.ts";
import { linkPlacesShape } from "./place.ts";
import { timesShape } from "./times.ts";

/**
 * An upstream dependency: `supplierId` gets the fraction `share` of its input `input` from `upstreamId`.
 * `originCountry` says where that input is made; `null` when nothing says so.
 */
export const linkSchema = z.strictObject({
  supplierId: identifierSchema,
  input: kebabCaseSchema,
  upstreamId: identifierSchema,
  originCountry: countryCodeSchema.nullable(),
  share: z.number().min(0, "must be between 0 and 1").max(1, "must be between 0 and 1"),
  source: z.string().min(1).max(1000, "is longer than 1000 characters").nullable(),
  ...linkPlacesShape,
  ...timesShape,
});
export type Link = z.infer<typeof linkSchema>;

/** The identity of a link as text. No two links of a sector share supplier, input and upstream supplier. */
export function linkKey({
  supplierId,
  input,
  upstreamId,
}: Pick<Link, "supplierId" | "input" | "upstreamId">): string {
  return JSON.stringify([supplierId, input, upstreamId]);
}

/** Links by the supplier that depends on them. */
export type Links = ReadonlyMap<string, readonly Link[]>;
