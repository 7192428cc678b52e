import * as z from "zod";
import { type BroughtCells, broughtKey } from "../supply/brought.ts";
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
  /** The cells of the import that became less: item, supplier, origin, program, exposure; `null` when there were too many. */
  cells: z
    .array(
      z.tuple([
        z.string(),
        z.string().nullable(),
        z.string().nullable(),
        z.string().nullable(),
        exposureSchema,
      ]),
    )
    .nullable(),
  /** The day of the last assessment that counted all of it. */
  since: daySchema,
  /** When a run found that it is gone. */
  foundAt: z.iso.datetime(),
  /** Whether somebody can confirm the import: it has a record, and nobody had confirmed it before. */
  isConfirmable: z.boolean(),
});
export type MissingImport = z.infer<typeof missingImportSchema>;

/** An import that has ended. */
interface Ended extends Pick<ImportRecord, "kind" | "file" | "startedAt"> {
  importId: string;
}

/** What can end that something is missing. */
interface Since {
  ended: Ended[];
  confirmations: Confirmation[];
  /** What counts now, by import. */
  brought: BroughtCells;
}

/**
 * What is still missing: until imports of its file have brought the same content again, or its import is confirmed, after a run
 * has found that it is gone. An import that cannot be confirmed is not held for ever: for that, any later import of its file
 * is enough.
 */
export function stillMissing(missing: MissingImport[], since: Since): MissingImport[] {
  return missing.filter((one) => {
    const { importId, foundAt, isConfirmable } = one;
    const again = since.ended.filter((ended) => isOfFile(ended, one) && ended.startedAt > foundAt);
    if (again.length > 0 && (!isConfirmable || isBack(one, again, since.brought))) return false;
    return !since.confirmations.some(
      (confirmed) => confirmed.importId === importId && confirmed.confirmedAt > foundAt,
    );
  });
}

/** When the file is not known, it may be any with positions. */
function isOfFile({ kind, file }: Ended, { brought }: MissingImport): boolean {
  return brought === null ? fileFacts[kind].hasExposure : kind === brought.kind && file === brought.file;
}

/** Whether these imports hold as much of the content that is missing. */
function isBack({ cells, exposure }: MissingImport, again: Ended[], brought: BroughtCells): boolean {
  if (cells === null || brought === null) return false;
  const back = cells.map(([item, supplierId, originCountry, program, missed]) => {
    const cell = { item, supplierId, originCountry, program };
    const held = [...new Set(again.map(({ importId }) => importId))].map(
      (importId) => brought.get(broughtKey({ ...cell, importId }))?.exposure ?? 0,
    );
    return Math.min(
      missed,
      held.reduce<number>((sum, one) => sum + one, 0),
    );
  });
  return back.reduce((sum, one) => sum + one, 0) >= exposure;
}

/** What was missing before and what is missing now, each import once: found when something of it was last found missing. */
export function joinMissing(before: MissingImport[], now: MissingImport[]): MissingImport[] {
  const joined = new Map(before.map((one) => [one.importId, one]));
  for (const one of now) {
    const earlier = joined.get(one.importId);
    const exposure = asMinor(Math.min(Number.MAX_SAFE_INTEGER, one.exposure + (earlier?.exposure ?? 0)));
    const cells = earlier === undefined ? one.cells : joinCells(earlier.cells, one.cells);
    joined.set(one.importId, { ...one, exposure, cells, since: earlier?.since ?? one.since });
  }
  return [...joined.values()];
}

function joinCells(a: MissingImport["cells"], b: MissingImport["cells"]): MissingImport["cells"] {
  return a === null || b === null || a.length + b.length > MOST_CELLS ? null : [...a, ...b];
}

// More of them would make the basis too large for one item.
export const MOST_CELLS = 500;

/** What has left a sector without an import, in an assessment. Exposures are in the assessment's unit. */
export const missingSchema = z.object({
  exposure: z.number(),
  /** Largest exposure first, at most `MOST_MISSING`. */
  imports: z.array(z.object({ ...missingImportSchema.omit({ cells: true }).shape, exposure: z.number() })),
  moreImports: z.int().nonnegative(),
});
export type Missing = z.infer<typeof missingSchema>;

const MOST_MISSING = 10;

/** Converts what is missing into the form of an assessment; `null` for nothing. */
export function missingOf(missing: MissingImport[], unit: Unit): Missing | null {
  if (missing.length === 0) return null;
  const imports = missing
    .map(({ cells: _, ...one }) => ({ ...one, exposure: toUnit(asMinor(one.exposure), unit) }))
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
