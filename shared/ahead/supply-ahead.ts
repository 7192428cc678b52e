import * as z from "zod";
import { holdingKinds } from "../supply/holding.ts";
import { daySchema } from "../values/day.ts";
import { boundsSchema } from "../values/interval.ts";

// Days of years to come say little, and a message must not grow with them.
export const MOST_DATES = 20;
const MOST_NAMED = 20;

/** The first of several, and how many there are. */
export interface First<One> {
  first: One[];
  all: number;
}

/** The first so many of several. */
export function firstOf<One>(several: readonly One[]): First<One> {
  return { first: several.slice(0, MOST_NAMED), all: several.length };
}

const firstSchema = <One extends z.ZodType>(one: One) =>
  z.object({ first: z.array(one), all: z.int().nonnegative() });

/** A company; or goods, which have no id. */
const namedSchema = z.object({ id: z.string().nullable(), name: z.string() });
export type Named = z.infer<typeof namedSchema>;

/** What a rule found, or will find. */
const foundSchema = z.object({
  rule: z.string(),
  group: z.string().nullable(),
  observed: boundsSchema.nullable(),
});
export type FoundAhead = z.infer<typeof foundSchema>;

/**
 * A restricted list changes for companies that the sector reaches, or for goods that it buys. `rules` look at it on that day;
 * `found` is what they would find with the supply of today. It leaves out rules that begin on that day, rules about change, and
 * days far ahead.
 */
const listAheadSchema = z.object({
  kind: z.literal("list-changes"),
  date: daySchema,
  list: z.string(),
  comes: firstSchema(namedSchema),
  goes: firstSchema(namedSchema),
  rules: z.array(z.string()),
  found: z.array(foundSchema),
});
export type ListAhead = z.infer<typeof listAheadSchema>;

const partHeldSchema = z.object({ minShare: z.number().nullable(), maxShare: z.number().nullable() });

/** One holder of one supplier, on the day before and on the day itself; `null` where it holds nothing that is told. */
const holdingMoveSchema = z.object({
  supplier: namedSchema,
  /** `null` stands for holders who are not named. */
  holder: namedSchema.nullable(),
  of: z.enum(holdingKinds),
  before: partHeldSchema.nullable(),
  after: partHeldSchema.nullable(),
});
export type HoldingMove = z.infer<typeof holdingMoveSchema>;

/**
 * Whom a supplier certainly belongs to, on the day before and on the day itself; `null` where that is not certain. Where it is not on
 * both, nobody can tell whether the owner is another one.
 */
const ownerMoveSchema = z.object({
  supplier: namedSchema,
  before: namedSchema.nullable(),
  after: namedSchema.nullable(),
});
export type OwnerMove = z.infer<typeof ownerMoveSchema>;

/** Holdings of suppliers that the sector reaches begin, end or change, and which suppliers get another owner by it, or may. */
const holdingsAheadSchema = z.object({
  kind: z.literal("holdings-change"),
  date: daySchema,
  moves: firstSchema(holdingMoveSchema),
  owners: firstSchema(ownerMoveSchema),
});
export type HoldingsAhead = z.infer<typeof holdingsAheadSchema>;

/** A day to come on which the supply of a sector changes by itself, as an assessment found it. */
export const supplyAheadSchema = z.discriminatedUnion("kind", [listAheadSchema, holdingsAheadSchema]);
export type SupplyAhead = z.infer<typeof supplyAheadSchema>;
