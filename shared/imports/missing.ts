import * as z from "zod";
import { daySchema } from "../values/day.ts";
import { asMinor, exposureSchema, toUnit, type Unit } from "../values/exposure.ts";
import { fileFacts, fileKinds } from "./file-kind.ts";
import type { Confirmation, ImportRecord } from "./record.ts";

/**
 * Exposure that an import brought, that an assessment counted, and that a later run no longer found, although no import is known
 * to have changed or removed it. Somebody deleted positions, made them smaller, or wrote them where no recompute finds them.
 */
export const missingImportSchema = z.strictObject({
  importId: z.string(),
  /** The file; `null` when the import has no record any more. */
  brought: z
    .strictObject({ kind: z.enum(fileKinds), file: z.string(), startedAt: z.iso.datetime() })
    .nullable(),
  exposure: exposureSchema,
  /** The day of the last assessment that counted all of it. */
  since: daySchema,
  /** When a run found that it is gone. */
  foundAt: z.iso.datetime(),
  /** Whether somebody can confirm the import: it has a record, and nobody had confirmed it before. */
  isConfirmable: z.boolean(),
});
export type MissingImport = z.infer<typeof missingImportSchema>;

/** An import that has ended. */
type Ended = Pick<ImportRecord, "kind" | "file" | "startedAt">;

/**
 * What is still missing: until its file is imported again, or its import is confirmed, after a run has found that it is gone.
 * When the file is not known, any import of positions counts.
 */
export function stillMissing(
  missing: MissingImport[],
  { ended, confirmations }: { ended: Ended[]; confirmations: Confirmation[] },
): MissingImport[] {
  return missing.filter(({ importId, brought, foundAt }) => {
    const isAgain = ended.some(({ kind, file, startedAt }) => {
      const isSame =
        brought === null ? fileFacts[kind].hasExposure : kind === brought.kind && file === brought.file;
      return isSame && startedAt > foundAt;
    });
    const isConfirmed = confirmations.some((one) => one.importId === importId && one.confirmedAt > foundAt);
    return !isAgain && !isConfirmed;
  });
}

/** What was missing before and what is missing now, each import once: found when something of it was last found missing. */
export function joinMissing(before: MissingImport[], now: MissingImport[]): MissingImport[] {
  const joined = new Map(before.map((one) => [one.importId, one]));
  for (const one of now) {
    const earlier = joined.get(one.importId);
    const exposure = asMinor(Math.min(Number.MAX_SAFE_INTEGER, one.exposure + (earlier?.exposure ?? 0)));
    joined.set(one.importId, { ...one, exposure, since: earlier?.since ?? one.since });
  }
  return [...joined.values()];
}

/** What has left a sector without an import, in an assessment. Exposures are in the assessment's unit. */
export const missingSchema = z.object({
  exposure: z.number(),
  /** Largest exposure first, at most `MOST_MISSING`. */
  imports: z.array(z.object({ ...missingImportSchema.shape, exposure: z.number() })),
  moreImports: z.int().nonnegative(),
});
export type Missing = z.infer<typeof missingSchema>;

const MOST_MISSING = 10;

/** Converts what is missing into the form of an assessment; `null` for nothing. */
export function missingOf(missing: MissingImport[], unit: Unit): Missing | null {
  if (missing.length === 0) return null;
  const imports = missing
    .map((one) => ({ ...one, exposure: toUnit(asMinor(one.exposure), unit) }))
    .sort((a, b) => b.exposure - a.exposure || (a.importId < b.importId ? -1 : 1));
  const exposure = imports.reduce((sum, one) => sum + one.exposure, 0);
  return shortMissing({ exposure, imports, moreImports: 0 }, MOST_MISSING);
}

/** A text that is equal for two assessments only when the same is missing. When it was found does not matter. */
export function canonicalMissing({ imports, ...rest }: Missing): string {
  return JSON.stringify([rest, imports.map(({ importId, exposure, since }) => [importId, exposure, since])]);
}

/** The same with at most the largest imports listed. */
export function shortMissing(missing: Missing, most: number): Missing {
  const imports = missing.imports.slice(0, most);
  return { ...missing, imports, moreImports: missing.moreImports + missing.imports.length - imports.length };
}
