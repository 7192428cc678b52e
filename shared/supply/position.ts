import * as z from "zod";
import { daySchema } from "../values/day.ts";
import { exposureSchema, MOST_EXPOSURE } from "../values/exposure.ts";
import {
  countryCodeSchema,
  identifierSchema,
  kebabCaseSchema,
  sectorIdSchema,
} from "../values/identifier.ts";

/**
 * One sourcing line: a supplier provides an item to a sector. `exposure` is in minor units of the policy's
 * unit. `null` means unknown: the position is kept, and the value is never guessed. A position whose `source`
 * begins with "illustrative" is an example, and is marked as one wherever it is shown. `periodStart` is set
 * only when the exposure is a figure for a period that ends on `date`.
 */
export const positionSchema = z.strictObject({
  positionId: identifierSchema,
  sector: sectorIdSchema,
  supplierId: identifierSchema.nullable(),
  item: kebabCaseSchema,
  originCountry: countryCodeSchema.nullable(),
  exposure: exposureSchema.max(MOST_EXPOSURE),
  date: daySchema.nullable(),
  periodStart: daySchema.nullable(),
  program: identifierSchema.nullable(),
  source: z.string().min(1).max(1000, "is longer than 1000 characters").nullable(),
});
export type Position = z.infer<typeof positionSchema>;

/** Whether a position is an example, not a purchase that took place. */
export function isIllustrative(position: Pick<Position, "source">): boolean {
  return position.source !== null && /^illustrative\b/i.test(position.source);
}
