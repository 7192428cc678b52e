import * as z from "zod";
import { daySchema } from "../values/day.ts";
import type { StoredForm } from "../values/stored.ts";

/**
 * A file in the import bucket whose key does not say how to import it: none of its rows was read, and it belongs to no
 * sector. It is remembered until it is gone from there, or its key can be read.
 */
const strayFileSchema = z.strictObject({
  schemaVersion: z.literal(1),
  bucket: z.string(),
  key: z.string(),
  /** Why its key cannot be read. */
  reason: z.string(),
  /** The day on which it was first refused for that. */
  since: daySchema,
});
export type StrayFile = z.infer<typeof strayFileSchema>;

/** A stray file, as it is stored; its `schemaVersion` stands in the record itself. */
export const strayFileForm: StoredForm<StrayFile> = { version: 1, schema: strayFileSchema };
