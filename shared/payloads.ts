import * as z from "zod";
import { daySchema } from "./calendar.ts";
import { policies, unknownSector } from "./policies.ts";

const sectorSchema = z.string().refine((sector) => policies.has(sector), {
  error: (issue) => unknownSector(String(issue.input)),
});

/** Starts a recompute: of every sector unless `sector` is given, as of today unless `asOf` is. */
export const recomputePayloadSchema = z.strictObject({
  sector: sectorSchema.optional(),
  asOf: daySchema.optional(),
  windowDays: z.int("must be a whole number of days").min(1, "must be 1 or more").max(36_525).optional(),
  dryRun: z.boolean("must be true or false").optional(),
});
export type RecomputePayload = z.infer<typeof recomputePayloadSchema>;
