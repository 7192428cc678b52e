import * as z from "zod";
import { exposureSchema } from "../values/exposure.ts";
import { kebabCaseSchema } from "../values/identifier.ts";
import { lineOf } from "../values/one-line.ts";
import type { StoredForm } from "../values/stored.ts";
import { fileKinds } from "./file-kind.ts";

/** The short name of an import that its rows carry: it begins with its time, so that later ones sort later. */
export const importIdSchema = z.string().regex(/^[0-9a-z]{9}-[0-9a-f]{6}$/, "must be the id of an import");

/** Who brought a file in. */
const importOriginSchema = z.discriminatedUnion("via", [
  /** Put into the bucket. `version` is what S3 calls this version of the object; `null` in a bucket without versions. */
  z.strictObject({
    via: z.literal("bucket"),
    bucket: z.string(),
    key: z.string(),
    version: z.string().nullable(),
  }),
  /** By a command; `by` is the user of the machine, `null` where that is not known. */
  z.strictObject({ via: z.literal("command line"), by: z.string().nullable() }),
]);
export type ImportOrigin = z.infer<typeof importOriginSchema>;

/** Exposure that an import brought or took away, in minor units. A changed row counts in both. */
const exposureMovedSchema = z.strictObject({ added: exposureSchema, removed: exposureSchema });

/**
 * What one import changed of one sector's positions; with `sector: null`, of suppliers or links, which every sector
 * shares. It is written before the rows are: one that stopped has no `endedAt`, and what it was about to do is there.
 */
export const importRecordSchema = z.strictObject({
  schemaVersion: z.literal(1),
  id: importIdSchema,
  sector: kebabCaseSchema.nullable(),
  kind: z.enum(fileKinds),
  /** The name of the file, or its key in the bucket, without a folder `replace/`. */
  file: z.string(),
  from: importOriginSchema,
  /** The SHA-256 of what was read. */
  digest: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  rows: z.strictObject({ added: z.int(), changed: z.int(), removed: z.int() }),
  /** `null` for suppliers and links, which have none. */
  exposure: exposureMovedSchema.nullable(),
  /** By what the rows name as their source, most moved first; at most `MOST_SOURCES`. */
  sources: z.array(exposureMovedSchema.extend({ source: z.string().nullable() })),
  moreSources: z.int().nonnegative(),
  /** The imports whose rows were changed or removed; `null` stands for rows of before provenance was kept. */
  tookFrom: z.array(importIdSchema.nullable()),
});
export type ImportRecord = z.infer<typeof importRecordSchema>;

/** What an import changed, as it is stored; its `schemaVersion` stands in the record itself. */
export const importRecordForm: StoredForm<ImportRecord> = { version: 1, schema: importRecordSchema };

/** By what a record is found. */
export type ImportKey = Pick<ImportRecord, "sector" | "id">;

/** As many sources as a record names. */
export const MOST_SOURCES = 10;

const DIGITS_OF_TIME = 9;
const DIGITS_OF_DIGEST = 6;

/** The id of an import that starts at a moment. `digest` is the SHA-256 of what tells it from others. */
export function importIdOf(startedAt: Date, digest: string): string {
  return `${importsSince(startedAt)}-${digest.slice(0, DIGITS_OF_DIGEST)}`;
}

/** What the ids of imports that started at a moment, or later, begin with or sort after. */
export function importsSince(moment: Date): string {
  return moment.getTime().toString(36).padStart(DIGITS_OF_TIME, "0");
}

/** Somebody's word that what an import did to a sector is as it should be. */
const confirmationSchema = z.strictObject({
  schemaVersion: z.literal(1),
  sector: kebabCaseSchema,
  importId: importIdSchema,
  by: z.string(),
  reason: z.string(),
  confirmedAt: z.iso.datetime(),
});
export type Confirmation = z.infer<typeof confirmationSchema>;

/** Confirmations as they are stored. */
export const confirmationForm: StoredForm<Confirmation> = { version: 1, schema: confirmationSchema };

const LONGEST_FILE = 80;
const LONGEST_KEY = 120;
const LONGEST_VERSION = 40;

/** `bad.csv (command line, by ann, 2026-07-30 10:22 UTC)`, or the object's key and version. One line for any text. */
export function importText({
  file,
  from,
  startedAt,
}: Pick<ImportRecord, "file" | "from" | "startedAt">): string {
  const time = `${startedAt.slice(0, 10)} ${startedAt.slice(11, 16)} UTC`;
  if (from.via === "command line") {
    const by = from.by === null ? "" : `, by ${lineOf(from.by, LONGEST_VERSION)}`;
    return `${lineOf(file, LONGEST_FILE)} (command line${by}, ${time})`;
  }
  const version = from.version === null ? "" : `, version ${lineOf(from.version, LONGEST_VERSION)}`;
  return `${lineOf(from.key, LONGEST_KEY)} (bucket${version}, ${time})`;
}
