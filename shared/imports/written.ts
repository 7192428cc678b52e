import * as z from "zod";
import { exposureSchema } from "../values/exposure.ts";

/** How many rows of each kind an import changed. */
export const changedRowsSchema = z.strictObject({ added: z.int(), changed: z.int(), removed: z.int() });
export type ChangedRows = z.infer<typeof changedRowsSchema>;

/** Exposure that an import added and removed, in minor units. A changed row counts in both. */
export const exposureMovedSchema = z.strictObject({ added: exposureSchema, removed: exposureSchema });

/** The same of one `source` of rows. */
export const movedSourceSchema = exposureMovedSchema.extend({ source: z.string().nullable() });
export type MovedSource = z.infer<typeof movedSourceSchema>;

/**
 * What an import that has not ended has certainly written to one sector. Batches that were under way when its process died may
 * have been written too: the record itself says what the import was about to write.
 */
const writtenSchema = z.strictObject({
  schemaVersion: z.literal(1),
  rows: changedRowsSchema,
  /** `null` for suppliers, links and holdings, which have no exposure. */
  exposure: exposureMovedSchema.nullable(),
  /** As in the record itself. */
  sources: z.array(movedSourceSchema),
  /** When it was interrupted, and ended the batches under way: then nothing else was written. `null` until then. */
  stoppedAt: z.iso.datetime().nullable(),
});
export type Written = z.infer<typeof writtenSchema>;

/** Its stored form. Its version stands in its own `schemaVersion`. */
export const writtenForm = { version: 1, schema: writtenSchema };
