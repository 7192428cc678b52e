import * as z from "zod";
import { removalKinds } from "../look-through/removal.ts";
import type { Facet } from "../supply/facet-totals.ts";
import { placeKinds } from "../supply/place.ts";
import { boundsSchema, intervalSchema } from "../values/interval.ts";
import type { RecoveryLoss } from "./recovery-loss.ts";
import type {
  EmptyScope,
  FacetMeasures,
  LookThrough,
  MeasuredScope,
  NamedHop,
  NamedRemoval,
} from "./scope-measures.ts";
import type { SimulatedPair } from "./simulated-pairs.ts";

// Assessments are never written again, so fields that only a later version knows are ignored, not refused.

/** Values by country. */
export const byCountry = <Value extends z.ZodType>(value: Value) => z.record(z.string(), value);
/** A value for each facet. */
export const byFacet = <Value extends z.ZodType>(value: Value) =>
  z.object({ supplier: value, owner: value, origin: value, control: value } satisfies Record<Facet, Value>);

const facetMeasuresSchema = () =>
  z.object({
    unknown: z.number(),
    hhi: intervalSchema,
    effective: boundsSchema,
    top: z.object({ "1": intervalSchema, "3": intervalSchema, "4": intervalSchema }),
    keys: z.array(z.object({ key: z.string(), name: z.string(), exposure: z.number(), share: z.number() })),
    more: z.object({ keys: z.number(), exposure: z.number(), share: z.number() }).exactOptional(),
  }) satisfies z.ZodType<FacetMeasures>;

const hopSchema = () =>
  z.object({
    supplier: z.string().nullable(),
    name: z.string(),
    input: z.string().nullable(),
    share: z.number().nullable(),
    source: z.string().nullable(),
    madeIn: z.string().nullable(),
    owner: z.string().nullable().default(null),
  }) satisfies z.ZodType<NamedHop>;

const lookThroughSchema = () =>
  z.object({
    ...intervalSchema.shape,
    mapped: z.number(),
    chain: z.array(hopSchema()),
    chainItem: z.string().nullable().default(null),
    chainExposure: z.number().nullable().default(null),
  }) satisfies z.ZodType<LookThrough>;

const recoverySchema = () =>
  z.object({
    days: boundsSchema,
    shareDays: boundsSchema,
    missing: boundsSchema,
  }) satisfies z.ZodType<RecoveryLoss>;

/** One removal of a stored ranking. */
export const removalSchema = () =>
  z.object({
    kind: z.enum(removalKinds),
    key: z.string(),
    name: z.string(),
    loss: intervalSchema,
    recovery: recoverySchema().exactOptional(),
  }) satisfies z.ZodType<NamedRemoval>;

/** One pair of removals. */
export const pairSchema = () => {
  const removed = z.object({
    kind: z.enum(removalKinds),
    key: z.string(),
    name: z.string(),
    alone: z.number(),
  });
  return z.object({
    removals: z.tuple([removed, removed]),
    loss: intervalSchema,
  }) satisfies z.ZodType<SimulatedPair>;
};

const measuredScopeSchema = () =>
  z.object({
    item: z.string().nullable(),
    exposure: z.number(),
    facets: byFacet(facetMeasuresSchema()),
    direct: byCountry(intervalSchema),
    lookThrough: byCountry(lookThroughSchema()).default({}),
    moreCountries: z.number().exactOptional(),
    removals: z.array(removalSchema()).default([]),
    moreRemovals: z.number().exactOptional(),
    moreRemovalsAtMost: intervalSchema.exactOptional(),
    placed: z.partialRecord(z.enum(placeKinds), z.number()).exactOptional(),
  }) satisfies z.ZodType<MeasuredScope>;

const emptyScopeSchema = () =>
  z.object({
    item: z.string().nullable(),
    exposure: z.literal(0),
    empty: z.literal(true),
  }) satisfies z.ZodType<EmptyScope>;

/** The measures of a scope, as they are stored. */
export const scopeMeasuresSchema = () => z.union([emptyScopeSchema(), measuredScopeSchema()]);
