import * as z from "zod";
import { daySchema } from "./calendar.ts";
import { countryCodeSchema, identifierSchema } from "./identifier.ts";
import { policies, unknownSector } from "./policies.ts";
import { quoted } from "./problem.ts";

const sectorSchema = z.string("must name a sector").refine((sector) => policies.has(sector), {
  error: (issue) => unknownSector(String(issue.input)),
});

/**
 * Starts a recompute: of every sector unless `sector` is given, as of today unless `asOf` is. With `force`, one as of a
 * day before the last assessment is kept as history instead of being dropped; it decides nothing either way.
 */
export const recomputePayloadSchema = z.strictObject({
  sector: sectorSchema.optional(),
  asOf: daySchema.optional(),
  windowDays: z
    .int("must be a whole number of days")
    .min(1, "must be 1 or more")
    .max(36_525, "must be 36525 or less: a century")
    .optional(),
  dryRun: z.boolean("must be true or false").optional(),
  force: z.boolean("must be true or false").optional(),
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

/** Asks for a digest: of every sector unless `sectors` are given. */
export const digestPayloadSchema = z.strictObject({
  sectors: z.array(sectorSchema).min(1, "must name at least one").optional(),
});
export type DigestPayload = z.infer<typeof digestPayloadSchema>;

/** Asks the watchdog to look. */
export const watchdogPayloadSchema = z.strictObject({});

const SENTENCE = 200;
const sentenceSchema = z
  .string("must be given")
  .trim()
  .min(1, "must not be empty")
  .max(SENTENCE, `must be ${SENTENCE} characters or less`);

/** Asks not to hear of a sector, one of its rules, or one group of a rule, until a day. */
const newSilenceSchema = z
  .strictObject({
    sector: sectorSchema,
    rule: z.string().optional(),
    group: identifierSchema.optional(),
    until: daySchema,
    by: sentenceSchema,
    reason: sentenceSchema.regex(/^$|[\p{L}\p{N}]/u, "must say why, in words"),
  })
  .superRefine(({ sector, rule, group }, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (group !== undefined && rule === undefined) refuse("group", "needs the rule that it belongs to");
    const rules = policies.get(sector)?.rules ?? [];
    const named = rules.find(({ id }) => id === rule);
    if (rule !== undefined && named === undefined) {
      refuse(
        "rule",
        `${quoted(rule)} is not a rule of ${sector}; its rules are ${listed(rules.map(({ id }) => id))}`,
      );
    }
    if (group !== undefined && named !== undefined && named.by === undefined) {
      refuse("group", `the rule ${named.id} has one alert for the whole sector`);
    }
  });

const MOST_LISTED = 5;

/** The first of many names, and how many there are beside them: a sentence is to be read. */
function listed(names: string[]): string {
  const more = names.length - MOST_LISTED;
  return names.slice(0, MOST_LISTED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

const liftSchema = z.strictObject({
  sector: sectorSchema,
  lift: z.string("must be the id of a silence").min(1),
});

export type NewSilence = z.infer<typeof newSilenceSchema>;
export type Lift = z.infer<typeof liftSchema>;
export type SilencePayload = NewSilence | Lift;

/** What a payload of the silence function must be: with `lift` it lifts one, else it writes one. */
export function silenceSchemaFor(payload: unknown): z.ZodType<SilencePayload> {
  const isLift = typeof payload === "object" && payload !== null && "lift" in payload;
  return isLift ? liftSchema : newSilenceSchema;
}
