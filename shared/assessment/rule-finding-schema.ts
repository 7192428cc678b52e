import * as z from "zod";
import type { StoredContributions } from "../measures/contribution.ts";
import { floorSeenSchema } from "../policy/floor.ts";
import { measureSchema } from "../policy/measure.ts";
import { limitsSchema } from "../policy/rule.ts";
import { boundsSchema } from "../values/interval.ts";
import type { RuleFinding } from "./rule-finding.ts";

// Assessments are never written again, so fields that only a later version knows are ignored, not refused.
const count = z.int().nonnegative();
const boundSchema = () => z.object({ exposure: z.number(), lower: z.number(), upper: z.number() });
const contributionsSchema = () =>
  z.object({
    keys: z.array(
      z.object({
        ...boundSchema().shape,
        key: z.string().nullable(),
        isKnown: z.boolean(),
        isLoose: z.boolean().default(false),
      }),
    ),
    rest: z.object({ ...boundSchema().shape, keys: count }).nullable(),
    removed: z.object({ lower: z.string().nullable(), upper: z.string().nullable() }).exactOptional(),
  }) satisfies z.ZodType<StoredContributions>;

/** What a rule found, as a summary keeps it. */
export const findingSchema = () =>
  z.object({
    rule: z.string(),
    group: z.string().nullable(),
    measure: measureSchema,
    side: z.enum(["above", "below"]),
    limits: limitsSchema,
    observed: boundsSchema.nullable(),
    belowFloor: z.literal(true).exactOptional(),
    floor: floorSeenSchema().exactOptional(),
  });

/** What a rule found, as it is stored. */
export const ruleFindingSchema = () =>
  z.object({
    ...findingSchema().shape,
    contributions: contributionsSchema().nullable().exactOptional(),
  }) satisfies z.ZodType<RuleFinding>;
