import * as z from "zod";
import { daySchema } from "../values/day.ts";
import type { StoredForm } from "../values/stored.ts";

/**
 * A file in the import bucket whose key does not say how to import it. It was not read, and belongs to no
 * sector. It is remembered until it is removed, or until its key can be read.
 */
const strayFileSchema = z.strictObject({
  schemaVersion: z.literal(1),
  bucket: z.string(),
  key: z.string(),
  /** Why its key cannot be read. */
  reason: z.string(),
  /** The day on which it was first refused for this reason. */
  since: daySchema,
});
export type StrayFile = z.infer<typeof strayFileSchema>;

/** The stored form of a stray file. Its version stands in the record's own `schemaVersion`. */
export const strayFileForm: StoredForm<StrayFile> = { version: 1, schema: strayFileSchema };
