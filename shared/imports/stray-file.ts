import * as z from "zod";
import { daySchema } from "../values/day.ts";
import type { StoredForm } from "../values/stored.ts";

/**
 * A file in the import bucket whose key does not say how to import it, or a mapping that cannot be used. None of its
 * rows was read, and it belongs to no sector. It is remembered until it is removed, or until it can be read.
 */
const strayFileSchema = z.strictObject({
  schemaVersion: z.literal(1),
  bucket: z.string(),
  key: z.string(),
  /** Why its key, or the mapping, cannot be read. */
  reason: z.string(),
  /** The day on which it was first refused for this reason. */
  since: daySchema,
});
export type StrayFile = z.infer<typeof strayFileSchema>;

/** Whether a key is that of a mapping: it holds for the tables beside it, and has no rows itself. */
export function isMappingKey(key: string): boolean {
  return /^map\/[^/]+\/mapping\.json$/.test(key);
}

/** The stored form of a stray file. Its version stands in the record's own `schemaVersion`. */
export const strayFileForm: StoredForm<StrayFile> = { version: 1, schema: strayFileSchema };
