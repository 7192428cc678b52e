import * as z from "zod";
import { momentText } from "../values/day.ts";
import { sectorIdSchema } from "../values/identifier.ts";
import { lineOf } from "../values/one-line.ts";
import type { StoredForm } from "../values/stored.ts";
import { fileKinds } from "./file-kind.ts";
import type { MovedMonths } from "./moved-months.ts";
import type { Reassigned } from "./reassigned.ts";
import { changedRowsSchema, exposureMovedSchema, movedSourceSchema, type Written } from "./written.ts";

/** The id of an import, which its rows have. It begins with the time, so that later imports sort later. */
export const importIdSchema = z.string().regex(/^[0-9a-z]{9}-[0-9a-f]{6}$/, "must be the id of an import");

/** Where a file came from. */
export const importOriginSchema = z.discriminatedUnion("via", [
  /** A file in the bucket. `version` is S3's version of the object; `null` in a bucket without versions. */
  z.strictObject({
    via: z.literal("bucket"),
    bucket: z.string(),
    key: z.string(),
    version: z.string().nullable(),
  }),
  /** A file of a command. `by` is the user of the machine; `null` when it is not known. */
  z.strictObject({ via: z.literal("command line"), by: z.string().nullable() }),
]);
export type ImportOrigin = z.infer<typeof importOriginSchema>;

/**
 * What one import changed in the positions of one sector. `sector: null` means suppliers or links, which all
 * sectors share. It is written before the rows. Without `endedAt`, the import is running or stopped, and the
 * record says what it was about to do: at most that is written, and at least what `written` says.
 */
export const importRecordSchema = z.strictObject({
  schemaVersion: z.literal(1),
  id: importIdSchema,
  sector: sectorIdSchema.nullable(),
  kind: z.enum(fileKinds),
  /** The name of the file, or its key in the bucket, without the folder `replace/`. */
  file: z.string(),
  from: importOriginSchema,
  /** The SHA-256 of the content. */
  digest: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  rows: changedRowsSchema,
  /** `null` for suppliers and links, which have no exposure. */
  exposure: exposureMovedSchema.nullable(),
  /** By the `source` of the rows, most moved exposure first; at most `MOST_SOURCES`. */
  sources: z.array(movedSourceSchema),
  moreSources: z.int().nonnegative(),
  /** The imports whose rows were changed or removed; `null` stands for rows without an import id. */
  tookFrom: z.array(importIdSchema.nullable()),
});
export interface ImportRecord extends z.infer<typeof importRecordSchema> {
  /**
   * What it moved by month, stored beside the record: an earlier version would refuse a record with it. Absent in records of
   * earlier versions, of suppliers and links, and of imports that moved rows of very many months.
   */
  moved?: MovedMonths;
  /**
   * Positions that it gave another supplier or origin, stored beside the record as well. Absent until it has ended, where there are
   * none, in records of earlier versions, and of imports that did so to positions of very many days.
   */
  reassigned?: Reassigned[];
  /** What it has certainly written, stored beside the record as well. Absent when it has ended, and in records of earlier versions. */
  written?: Written;
}

/** The stored form of a record. Its version stands in the record's own `schemaVersion`. */
export const importRecordForm: StoredForm<ImportRecord> = { version: 1, schema: importRecordSchema };

/** What identifies a record. */
export type ImportKey = Pick<ImportRecord, "sector" | "id">;

/** How many of the imports that it took from a record lists. Rows of more are counted all the same. */
export const MOST_TAKEN_FROM = 500;

/** How many sources a record lists. */
export const MOST_SOURCES = 10;

const DIGITS_OF_TIME = 9;
const DIGITS_OF_DIGEST = 6;

/**
 * The id of an import that starts at a moment. `digest` is a SHA-256 that differs between imports of the same
 * moment.
 */
export function importIdOf(startedAt: Date, digest: string): string {
  return `${importsSince(startedAt)}-${digest.slice(0, DIGITS_OF_DIGEST)}`;
}

/** A text that sorts before the ids of all imports that started at this moment or later. */
export function importsSince(moment: Date): string {
  return moment.getTime().toString(36).padStart(DIGITS_OF_TIME, "0");
}

/** Somebody has confirmed that what an import did to a sector is right. */
const confirmationSchema = z.strictObject({
  schemaVersion: z.literal(1),
  sector: sectorIdSchema,
  importId: importIdSchema,
  by: z.string(),
  reason: z.string(),
  confirmedAt: z.iso.datetime(),
});
export type Confirmation = z.infer<typeof confirmationSchema>;

/** The stored form of a confirmation. */
export const confirmationForm: StoredForm<Confirmation> = { version: 1, schema: confirmationSchema };

const LONGEST_FILE_KEPT = 80;
const LONGEST_KEY_KEPT = 120;
const LONGEST_VERSION = 40;

/**
 * `bad.csv (command line, by ann, 2026-07-30 10:22 UTC)`, or the object's key and version. Always on one line.
 */
export function importText({
  file,
  from,
  startedAt,
}: Pick<ImportRecord, "file" | "from" | "startedAt">): string {
  const time = momentText(startedAt);
  if (from.via === "command line") {
    const by = from.by === null ? "" : `, by ${lineOf(from.by, LONGEST_VERSION)}`;
    return `${lineOf(file, LONGEST_FILE_KEPT)} (command line${by}, ${time})`;
  }
  const version = from.version === null ? "" : `, version ${lineOf(from.version, LONGEST_VERSION)}`;
  return `${lineOf(from.key, LONGEST_KEY_KEPT)} (bucket${version}, ${time})`;
}
