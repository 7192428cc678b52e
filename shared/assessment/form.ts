import * as z from "zod";
import { supplyAheadSchema } from "../ahead/supply-ahead.ts";
import { missingSchema } from "../imports/missing.ts";
import { unreadableItemSchema } from "../supply/unreadable.ts";
import { daySchema } from "../values/day.ts";
import { unitSchema } from "../values/exposure.ts";
import { intervalSchema } from "../values/interval.ts";
import { formOf, type StoredForm } from "../values/stored.ts";
import type { Assessment } from "./assessment.ts";
import { overlapSchema, refusedSchema, unconfirmedSchema, unfinishedSchema } from "./lack-schema.ts";
import { findingSchema, ruleFindingSchema } from "./rule-finding-schema.ts";
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
          z.discriminatedUnion("kind", [
            z.object({
              rule: z.string(),
              kind: z.enum(["owner", "supplier"]),
              name: z.string(),
              nearest: z.string().nullable(),
              controlledBy: z.string().exactOptional(),
            }),
            z.object({ kind: z.literal("short-name"), name: z.string(), nearest: z.string() }),
          ]),
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

// One item holds an assessment and its summary, with one version for both. Those with a short name that is misspelt are of
// version 2.
const FORM_VERSION = 2;

/**
 * The version that an assessment is written in: the first one that knows each kind of its unknown names. An earlier Chokepoint,
 * after a rollback, then says of the others that a newer one wrote them.
 */
export function versionOfAssessment({ unknownNames }: Pick<Assessment, "unknownNames">): number {
  return unknownNames.some(({ kind }) => kind === "short-name") ? 2 : 1;
}

/** The stored form of assessments. A field that an earlier version lacks gets the value that it meant. */
export const assessmentForm: StoredForm<Assessment> = formOf(FORM_VERSION, assessmentSchema);

/** The stored form of summaries. */
export const summaryForm: StoredForm<AssessmentSummary> = formOf(FORM_VERSION, summarySchema);
