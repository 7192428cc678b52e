import * as z from "zod";
import { identifierSchema, kebabCaseSchema } from "./identifier.ts";

/** An upstream dependency: `supplierId` gets the fraction `share` of its input `input` from `upstreamId`. */
export const linkSchema = z.strictObject({
  supplierId: identifierSchema,
  input: kebabCaseSchema,
  upstreamId: identifierSchema,
  share: z.number().min(0, "must be between 0 and 1").max(1, "must be between 0 and 1"),
  source: z.string().min(1).max(1000, "is longer than 1000 characters").nullable(),
});
export type Link = z.infer<typeof linkSchema>;
