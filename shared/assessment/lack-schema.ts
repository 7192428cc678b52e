import * as z from "zod";
import { importRecordSchema } from "../imports/record.ts";
import { type Refused, refusalSchema } from "../imports/refusal.ts";
import type { Unconfirmed } from "../imports/unconfirmed.ts";
import type { UnfinishedImport } from "../imports/unfinished.ts";
import type { Overlap } from "../supply/overlap.ts";
import { daySchema } from "../values/day.ts";

// Assessments are never written again, so fields that only a later version knows are ignored, not refused.
const count = z.int().nonnegative();
/** The refused rows of an assessment, as they are stored. */
export const refusedSchema = () =>
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

/** Figures that count some of the same goods and days. */
export const overlapSchema = () =>
  z.object({
    source: z.string(),
    first: figureSchema(),
    second: figureSchema(),
  }) satisfies z.ZodType<Overlap>;

/** What unconfirmed imports moved. */
export const unconfirmedSchema = () =>
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

/** Imports that had not ended. */
export const unfinishedSchema = () =>
  z.array(
    z.object({
      ...importRecordSchema.pick({ kind: true, file: true, startedAt: true }).shape,
      importId: z.string(),
      state: z.enum(["under way", "stopped"]),
    }),
  ) satisfies z.ZodType<UnfinishedImport[]>;
