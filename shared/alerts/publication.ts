import * as z from "zod";
import type { StoredForm } from "../values/stored.ts";

/** That SNS had a bulletin at an instant. A bulletin that is sent again after a crash has another one. */
export const publicationSchema = z.object({
  schemaVersion: z.literal(1),
  /** The id of the bulletin. */
  bulletin: z.string(),
  at: z.iso.datetime(),
});
export type Publication = z.infer<typeof publicationSchema>;

/** The stored form of a publication. Its version stands in its own `schemaVersion`. */
export const publicationForm: StoredForm<Publication> = { version: 1, schema: publicationSchema };
