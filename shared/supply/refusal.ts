import * as z from "zod";
import { daySchema } from "../values/day.ts";
import { exposureSchema, toUnit, type Unit } from "../values/exposure.ts";
import { kebabCaseSchema } from "../values/identifier.ts";
import type { StoredForm } from "../values/stored.ts";

/** What kinds of files there are, by how they are imported. */
export const fileKinds = ["positions", "suppliers", "links", "usitc"] as const;
export type FileKind = (typeof fileKinds)[number];

/**
 * What the last import of a file refused, for one sector; with `sector: null` for every sector: rows whose sector could
 * not be read, and rows of suppliers and links.
 */
export const refusalSchema = z.strictObject({
  schemaVersion: z.literal(1),
  sector: kebabCaseSchema.nullable(),
  kind: z.enum(fileKinds),
  /** The name of the file, or its key in the bucket, without a folder `replace/`. */
  file: z.string(),
  /** How many rows were refused; 0 with `rowsAtLeast` when the file was refused as a whole. */
  rows: z.int().nonnegative(),
  /** Reading stopped before the end of the file: there are more rows than were counted. */
  rowsAtLeast: z.boolean(),
  /** How many rows the file has; `null` where that is not known, or rows of other sectors were refused as well. */
  of: z.int().positive().nullable(),
  /** The exposure of the refused rows in minor units, as far as it could be read; `null` when none could. */
  exposure: exposureSchema.nullable(),
  /** Some refused rows have an exposure that could not be read. */
  exposureAtLeast: z.boolean(),
  /** The commonest reasons, most rows first. */
  reasons: z.array(z.strictObject({ reason: z.string(), rows: z.int().positive() })),
  /** The day of the import that refused them. */
  since: daySchema,
  /** Tells this version of the file from others. */
  digest: z.string(),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** A record of refused rows, as it is stored; its `schemaVersion` stands in the record itself. */
export const refusalForm: StoredForm<Refusal> = { version: 1, schema: refusalSchema };

/** What was refused of one file, as an assessment tells it. `exposure` is in the assessment's unit. */
export type RefusedFile = Omit<Refusal, "schemaVersion" | "sector" | "digest">;

/** Everything that was refused of the files that an assessment stands on. `exposure` is in its unit. */
export interface Refused extends Pick<Refusal, "rows" | "rowsAtLeast" | "exposure" | "exposureAtLeast"> {
  /** Most rows first, at most `MOST_FILES`. */
  files: RefusedFile[];
  /** How many files there are beyond those listed. */
  moreFiles: number;
}

const MOST_FILES = 20;
export const MOST_REASONS = 3;

/** What a sector's files were refused of, from the records of the sector and of every sector; `null` for nothing. */
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

/** One file from its records: that of the sector, and that of every sector. */
function fileOf(records: Refusal[], unit: Unit): RefusedFile[] {
  // The record of the sector, if there is one, knows best how many rows the file has.
  const [first, ...others] = [...records].sort(
    (a, b) => Number(a.sector === null) - Number(b.sector === null),
  );
  if (first === undefined) return [];
  const total = totalOf(records);
  const reasons = [first, ...others].flatMap((record) => record.reasons).sort((a, b) => b.rows - a.rows);
  const { kind, file, of, since } = first;
  const exposure = total.exposure === null ? null : toUnit(total.exposure, unit);
  return [{ ...total, kind, file, of, exposure, reasons: reasons.slice(0, MOST_REASONS), since }];
}

function totalOf(all: Pick<Refusal, "rows" | "rowsAtLeast" | "exposure" | "exposureAtLeast">[]) {
  const known = all.flatMap(({ exposure }) => exposure ?? []);
  return {
    rows: all.reduce((sum, { rows }) => sum + rows, 0),
    rowsAtLeast: all.some(({ rowsAtLeast }) => rowsAtLeast),
    exposure: known.length === 0 ? null : known.reduce((sum, exposure) => sum + exposure, 0),
    exposureAtLeast: all.some(({ exposureAtLeast }) => exposureAtLeast),
  };
}

/** Whether a file was refused as a whole: none of its rows was read. */
export function isWhole({ rows, rowsAtLeast }: Pick<Refused, "rows" | "rowsAtLeast">): boolean {
  return rows === 0 && rowsAtLeast;
}

/** A text that two assessments share only when the same was refused of the same files, on whatever day. */
export function canonicalRefused({ files, ...total }: Refused): string {
  return JSON.stringify([total, files.map(({ since: _, ...file }) => file)]);
}

/** The same with only the first files listed. */
export function shortRefused(refused: Refused, most: number): Refused {
  const files = refused.files.slice(0, most);
  return { ...refused, files, moreFiles: refused.moreFiles + refused.files.length - files.length };
}
