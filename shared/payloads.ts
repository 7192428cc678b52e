import * as z from "zod";
import { daySchema } from "./calendar.ts";
import { countryCodeSchema, identifierSchema } from "./identifier.ts";
import { policies, unknownSector } from "./policies.ts";

const sectorSchema = z.string("must name a sector").refine((sector) => policies.has(sector), {
  error: (issue) => unknownSector(String(issue.input)),
});

/** Starts a recompute: of every sector unless `sector` is given, as of today unless `asOf` is. */
export const recomputePayloadSchema = z.strictObject({
  sector: sectorSchema.optional(),
  asOf: daySchema.optional(),
  windowDays: z
    .int("must be a whole number of days")
    .min(1, "must be 1 or more")
    .max(36_525, "must be 36525 or less: a century")
    .optional(),
  dryRun: z.boolean("must be true or false").optional(),
});
export type RecomputePayload = z.infer<typeof recomputePayloadSchema>;

const idsSchema = z.array(identifierSchema).min(1, "must name at least one").optional();

/** Asks what a sector loses if these countries, owners and suppliers stop. Nothing is written. */
export const simulatePayloadSchema = z.strictObject({
  sector: sectorSchema,
  remove: z
    .strictObject(
      {
        countries: z.array(countryCodeSchema).min(1, "must name at least one").optional(),
        owners: idsSchema,
        suppliers: idsSchema,
      },
      "must name countries, owners or suppliers",
    )
    .refine(
      ({ countries, owners, suppliers }) =>
        countries !== undefined || owners !== undefined || suppliers !== undefined,
      {
        error: "needs countries, owners or suppliers",
      },
    ),
  asOf: daySchema.optional(),
});
export type SimulatePayload = z.infer<typeof simulatePayloadSchema>;
