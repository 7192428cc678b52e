import * as z from "zod";
import type { Policies } from "../policy/policies.ts";
import { askedDaySchema } from "../values/day.ts";
import { countryCodeSchema, identifierSchema } from "../values/identifier.ts";
import { sectorOf } from "./payload-fields.ts";

const idsSchema = z.array(identifierSchema).min(1, "must name at least one").optional();

const removedSchema = z
  .strictObject(
    {
      countries: z.array(countryCodeSchema).min(1, "must name at least one").optional(),
      owners: idsSchema,
      suppliers: idsSchema,
      lists: idsSchema,
      plants: idsSchema,
      ports: idsSchema,
      regions: idsSchema,
    },
    "must name countries, owners, suppliers, lists, plants, ports or regions",
  )
  .refine((named) => Object.values(named).some((keys) => keys !== undefined), {
    error: "needs countries, owners, suppliers, lists, plants, ports or regions",
  });

/** A supplier that is not there yet; with `inputs: "none"`, its own inputs do not matter. */
const newSourceSchema = z.strictObject({
  name: identifierSchema.trim(),
  country: countryCodeSchema,
  inputs: z.literal("none", 'must be "none", or left out').optional(),
});

const moveSchema = z
  .strictObject({
    part: z
      .number()
      .gt(0, "a part must be more than 0")
      .max(1, "a part must be at most 1, which is 100 %")
      .optional(),
    exposure: z.number().gt(0, "an exposure must be more than 0").optional(),
    item: z.string("must name an item"),
    from: identifierSchema,
    to: z.union([identifierSchema, newSourceSchema], {
      error: "must name a supplier, or give name and country of a new source",
    }),
  })
  .refine(({ part, exposure }) => (part === undefined) !== (exposure === undefined), {
    error: "needs a part or an exposure, and not both",
  });

const changedLimitsSchema = z
  .strictObject({
    rule: z.string("must name a rule"),
    warning: z.number().optional(),
    critical: z.number().optional(),
  })
  .refine(({ warning, critical }) => warning !== undefined || critical !== undefined, {
    error: "needs a warning limit, a critical limit, or both",
  });

// More are no question of a person, and each takes a look at the whole sector.
const MOST_MOVES = 100;

/**
 * Asks what comes of it when supply moves, when rules have other limits, and when countries, owners, suppliers, everyone on a
 * list, or all at a place stop after that. Nothing is written.
 */
export function simulatePayloadSchema(policies: Policies) {
  return z
    .strictObject({
      sector: sectorOf(policies),
      remove: removedSchema.optional(),
      move: z
        .array(moveSchema)
        .min(1, "must have at least one move")
        .max(MOST_MOVES, `must have ${MOST_MOVES} moves or fewer`)
        .optional(),
      limits: z.array(changedLimitsSchema).min(1, "must change at least one").optional(),
      pairs: z.literal(true, "must be true, or left out").optional(),
      asOf: askedDaySchema.optional(),
    })
    .refine(
      ({ remove, move, limits, pairs }) => [remove, move, limits, pairs].some((one) => one !== undefined),
      {
        error: "needs remove, move, limits or pairs: what to try",
      },
    );
}
export type SimulatePayload = z.infer<ReturnType<typeof simulatePayloadSchema>>;
