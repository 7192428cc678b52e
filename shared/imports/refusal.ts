import * as z from "zod";
import { daySchema } from "../values/day.ts";
import { asMinor, exposureSchema, toUnit, type Unit } from "../values/exposure.ts";
import { sectorIdSchema } from "../values/identifier.ts";
import type { StoredForm } from "../values/stored.ts";
import { fileKinds } from "./file-kind.ts";

/**
 * What the last import of a file refused, for one sector. `sector: null` means every sector: rows of suppliers
 * and links, and rows whose sector could not be read.
 */
export const refusalSchema = z.strictObject({
  schemaVersion: z.literal(1),
  sector: sectorIdSchema.nullable(),
  kind: z.enum(fileKinds),
  /** The name of the file, or its key in the bucket, without the folder `replace/`. */
  file: z.string(),
  /** How many rows were refused. 0 with `rowsAtLeast` when the whole file was refused. */
  rows: z.int().nonnegative(),
  /** Whether reading stopped before the end of the file: there may be more refused rows than were counted. */
  rowsAtLeast: z.boolean(),
  /**
   * How many rows the file has; `null` when this is not known, or when rows of other sectors were refused too.
   */
  of: z.int().positive().nullable(),
  /** The exposure of the refused rows in minor units, as far as it could be read; `null` when none could. */
  exposure: exposureSchema.nullable(),
  /** Whether the exposure of some refused rows could not be read. */
  exposureAtLeast: z.boolean(),
  /** The most frequent reasons, by number of rows. */
  reasons: z.array(z.strictObject({ reason: z.string(), rows: z.int().positive() })),
  /** The day of the import that refused them. */
  since: daySchema,
  /** The digest of the file's content: it differs between versions of the file. */
  digest: z.string(),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** The stored form of a refusal. Its version stands in the record's own `schemaVersion`. */
export const refusalForm: StoredForm<Refusal> = { version: 1, schema: refusalSchema };

/** What was refused of one file, in an assessment. `exposure` is in the assessment's unit. */
export interface RefusedFile extends Omit<Refusal, "schemaVersion" | "sector" | "digest" | "exposure"> {
  exposure: number | null;
}

/** Everything that was refused of the files behind an assessment. `exposure` is in the assessment's unit. */
export interface Refused extends Pick<RefusedFile, "rows" | "rowsAtLeast" | "exposure" | "exposureAtLeast"> {
  /** Most rows first, at most `MOST_FILES`. */
  files: RefusedFile[];
  /** How many files there are beyond those listed. */
  moreFiles: number;
}

const MOST_FILES = 20;
export const MOST_REASONS_KEPT = 3;

/**
 * Sums up refusal records (those of the sector and those of every sector) for an assessment; `null` when there
 * are none.
 */
export function refusedOf(refusals: Refusal[], unit: Unit): Refused | null {
  const byFile = Map.groupBy(refusals, ({ kind, file }) => `${kind} ${file}`);
  const files = [...byFile.values()].flatMap((records) => fileOf(records, unit));
  if (files.length === 0) return null;
  files.sort((a, b) => b.rows - a.rows || (`${a.kind} ${a.file}` < `${b.kind} ${b.file}` ? -1 : 1));
  return {
    ...totalOf(files),
    files: files.slice(0, MOST_FILES),
    moreFiles: Math.max(0, files.length - MOST_FILES),
  };
}

/** One file from its records: at most one of the sector and one of every sector. */
function fileOf(records: Refusal[], unit: Unit): RefusedFile[] {
  // The record of the sector, if there is one, has the best count of the rows of the file.
  const [first, ...others] = [...records].sort(
    (a, b) => Number(a.sector === null) - Number(b.sector === null),
  );
  if (first === undefined) return [];
  const total = totalOf(records);
  const reasons = [first, ...others].flatMap((record) => record.reasons).sort((a, b) => b.rows - a.rows);
  const { kind, file, of, since } = first;
  const exposure = total.exposure === null ? null : toUnit(asMinor(total.exposure), unit);
  return [{ ...total, kind, file, of, exposure, reasons: reasons.slice(0, MOST_REASONS_KEPT), since }];
}

function totalOf(all: Pick<RefusedFile, "rows" | "rowsAtLeast" | "exposure" | "exposureAtLeast">[]) {
  const known = all.flatMap(({ exposure }) => exposure ?? []);
  return {
    rows: all.reduce((sum, { rows }) => sum + rows, 0),
    rowsAtLeast: all.some(({ rowsAtLeast }) => rowsAtLeast),
    exposure: known.length === 0 ? null : known.reduce((sum, exposure) => sum + exposure, 0),
    exposureAtLeast: all.some(({ exposureAtLeast }) => exposureAtLeast),
  };
}

/** Whether a whole file was refused: none of its rows was read. */
export function isWhole({ rows, rowsAtLeast }: Pick<Refused, "rows" | "rowsAtLeast">): boolean {
  return rows === 0 && rowsAtLeast;
}

/**
 * A text that is equal for two assessments only when the same was refused of the same files. The day does not
 * matter.
 */
export function canonicalRefused({ files, ...total }: Refused): string {
  return JSON.stringify([total, files.map(({ since: _, ...file }) => file)]);
}

/** The same with at most `most` files listed; the others are counted in `moreFiles`. */
export function shortRefused(refused: Refused, most: number): Refused {
  const files = refused.files.slice(0, most);
  return { ...refused, files, moreFiles: refused.moreFiles + refused.files.length - files.length };
}
