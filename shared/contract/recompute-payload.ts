import * as z from "zod";
import { type Policies, unknownSector } from "../policy/policies.ts";
import { askedDaySchema } from "../values/day.ts";

/**
 * Starts a recompute. Without `sector` it is for every sector, without `asOf` for today. With `force`, an
 * assessment for a day before the last one is stored as history instead of being dropped; it decides nothing in
 * either case. `close` ends the alerts of a sector that has no policy any more. `run` is not for people: Step Functions passes it,
 * after all parts of a large sector were folded.
 */
export function recomputePayloadSchema(policies: Policies) {
  return z
    .strictObject({
      sector: z.string("must name a sector").optional(),
      asOf: askedDaySchema.optional(),
      windowDays: z
        .int("must be a whole number of days")
        .min(1, "must be 1 or more")
        .max(36_525, "must be 36525 or less: a century")
        .optional(),
      dryRun: z.boolean("must be true or false").optional(),
      force: z.boolean("must be true or false").optional(),
      close: z.boolean("must be true or false").optional(),
      run: z.string("must name a run").optional(),
    })
    .superRefine(({ sector, close }, context) => {
      const add = (field: string, message: string) =>
        context.addIssue({ code: "custom", path: [field], message });
      if (close !== true) {
        if (sector !== undefined && !policies.has(sector)) add("sector", unknownSector(sector, policies));
      } else if (sector === undefined) add("sector", "must name the sector to close");
      else if (policies.has(sector))
        add("close", `${sector} has a policy, and is watched: only a sector without one can be closed`);
    })
    .refine(({ sector, run }) => run === undefined || sector !== undefined, {
      path: ["sector"],
      error: "must name the sector of the run",
    });
}
export type RecomputePayload = z.infer<ReturnType<typeof recomputePayloadSchema>>;
