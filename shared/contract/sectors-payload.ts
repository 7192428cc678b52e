import * as z from "zod";
import type { Policies } from "../policy/policies.ts";
import { sectorOf } from "./payload-fields.ts";

/** Asks for a digest: of every sector, unless `sectors` are given. */
export function digestPayloadSchema(policies: Policies) {
  return z.strictObject({
    sectors: z.array(sectorOf(policies)).min(1, "must name at least one").optional(),
  });
}
export type DigestPayload = z.infer<ReturnType<typeof digestPayloadSchema>>;

/** Asks for a report: about every sector, unless `sectors` are given. */
export function reportPayloadSchema(policies: Policies) {
  return digestPayloadSchema(policies);
}
export type ReportPayload = DigestPayload;
