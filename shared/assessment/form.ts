import * as z from "zod";
import { supplyAheadSchema } from "../ahead/supply-ahead.ts";
import { missingSchema } from "../imports/missing.ts";
import { importRecordSchema } from "../imports/record.ts";
import { type Refused, refusalSchema } from "../imports/refusal.ts";
import type { Unconfirmed } from "../imports/unconfirmed.ts";
import type { UnfinishedImport } from "../imports/unfinished.ts";
import type { StoredContributions } from "../measures/contribution.ts";
import { floorSeenSchema } from "../policy/floor.ts";
import { measureSchema } from "../policy/measure.ts";
import { limitsSchema } from "../policy/rule.ts";
import type { Overlap } from "../supply/overlap.ts";
import { unreadableItemSchema } from "../supply/unreadable.ts";
import { daySchema } from "../values/day.ts";
import { unitSchema } from "../values/exposure.ts";
import { boundsSchema, intervalSchema } from "../values/interval.ts";
import { formOf, type StoredForm } from "../values/stored.ts";
import type { Assessment } from "./assessment.ts";
import type { RuleFinding } from "./rule-finding.ts";
import {
  byCountry,
  byFacet,
  pairSchema,
  removalSchema,
  scopeMeasuresSchema,
} from "./scope-measures-schema.ts";
import type { AssessmentSummary } from "./summary.ts";

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

const findingSchema = () =>
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
const ruleFindingSchema = () =>
  z.object({
    ...findingSchema().shape,
    contributions: contributionsSchema().nullable().exactOptional(),
  }) satisfies z.ZodType<RuleFinding>;

const refusedSchema = () =>
  z.object({
    ...refusalSchema.pick({ rows: true, rowsAtLeast: true, exposureAtLeast: true }).shape,
    exposure: z.number().nullable(),
    files: z.array(
      z.object({
        ...refusalSchema.omit({ schemaVersion: true, sector: true, digest: true }).shape,
        exposure: z.number().nullable(),
      }),
    ),
    moreFiles: count,
  }) satisfies z.ZodType<Refused>;

const figureSchema = () => z.object({ code: z.string(), from: z.string(), to: z.string() });
const overlapSchema = () =>
  z.object({
    source: z.string(),
    first: figureSchema(),
    second: figureSchema(),
  }) satisfies z.ZodType<Overlap>;

const unconfirmedSchema = () =>
  z.object({
    removed: z.number(),
    added: z.number(),
    edited: z.number(),
    before: z.number(),
    since: daySchema,
    now: z.number(),
    guard: z.number(),
    imports: z.array(
      z.object({
        ...importRecordSchema.pick({ id: true, kind: true, file: true, from: true, startedAt: true }).shape,
        added: z.number().nullable(),
        removed: z.number().nullable(),
      }),
    ),
    moreImports: count,
  }) satisfies z.ZodType<Unconfirmed>;

const unfinishedSchema = () =>
  z.array(
    z.object({
      ...importRecordSchema.pick({ kind: true, file: true, startedAt: true }).shape,
      importId: z.string(),
      state: z.enum(["under way", "stopped"]),
    }),
  ) satisfies z.ZodType<UnfinishedImport[]>;

const sharedShape = () => ({
  id: z.string(),
  sector: z.string(),
  asOf: daySchema,
  unit: unitSchema,
  windowDays: z.int().positive(),
  positions: count,
  newestDate: daySchema.nullable(),
  incomplete: z.boolean(),
  refused: refusedSchema().exactOptional(),
  unconfirmed: unconfirmedSchema().exactOptional(),
  unfinished: unfinishedSchema().exactOptional(),
  missing: missingSchema.exactOptional(),
  overlaps: z.array(overlapSchema()).exactOptional(),
  illustrative: z.number(),
  ahead: z.array(supplyAheadSchema).exactOptional(),
  policyHash: z.string(),
});

const assessmentSchema = () =>
  z
    .object({
      ...sharedShape(),
      windowEnd: daySchema.exactOptional(),
      stale: z.boolean().default(false),
      waiting: count.default(0),
      waitingExposure: z.number().exactOptional(),
      waitingFrom: daySchema.exactOptional(),
      unreadable: count,
      unreadableItems: z.array(unreadableItemSchema).exactOptional(),
      unreadableSince: daySchema.exactOptional(),
      ownershipCycles: z.array(z.array(z.string())),
      unknownNames: z
        .array(
          z.object({
            rule: z.string(),
            kind: z.enum(["owner", "supplier"]),
            name: z.string(),
            nearest: z.string().nullable(),
            controlledBy: z.string().exactOptional(),
          }),
        )
        .default([]),
      inputHash: z.string(),
      version: z.string(),
      scopes: z.array(scopeMeasuresSchema()),
      rules: z.array(ruleFindingSchema()).default([]),
      pairs: z.array(pairSchema()).exactOptional(),
      otherPairsAtMost: z.number().exactOptional(),
    })
    // Before windows could follow the data, each window ended on its `asOf`.
    .transform(({ windowEnd, ...rest }) => ({ ...rest, windowEnd: windowEnd ?? rest.asOf }));

const summarySchema = () =>
  z.object({
    ...sharedShape(),
    windowEnd: daySchema.exactOptional(),
    unreadable: count.exactOptional(),
    unreadableSince: daySchema.exactOptional(),
    assessedAt: z.iso.datetime(),
    exposure: z.number(),
    measures: z
      .object({
        hhi: byFacet(intervalSchema),
        unknown: byFacet(z.number()),
        direct: byCountry(intervalSchema),
        lookThrough: byCountry(intervalSchema),
        worstRemoval: removalSchema().nullable(),
        worstPair: pairSchema().exactOptional(),
        otherPairsAtMost: z.number().exactOptional(),
      })
      .nullable(),
    rules: z.array(findingSchema()),
  });

// One item holds an assessment and its summary, with one version for both.
const FORM_VERSION = 1;

/** The stored form of assessments. A field that an earlier version lacks gets the value that it meant. */
export const assessmentForm: StoredForm<Assessment> = formOf(FORM_VERSION, assessmentSchema);

/** The stored form of summaries. */
export const summaryForm: StoredForm<AssessmentSummary> = formOf(FORM_VERSION, summarySchema);
