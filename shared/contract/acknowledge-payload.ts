import * as z from "zod";
import type { Policies } from "../policy/policies.ts";
import { daySchema } from "../values/day.ts";
import { identifierSchema } from "../values/identifier.ts";
import { hasField, sectorOf, signatureSchema } from "./payload-fields.ts";

/**
 * Acknowledges the open alerts of a rule, or the one of a group. Whether they are open is known where the ledger is, so
 * the policy is not asked.
 */
function newAcknowledgementSchema(policies: Policies) {
  return z.strictObject({
    sector: sectorOf(policies),
    ack: z.string("must name a rule").min(1, "must name a rule"),
    group: identifierSchema.optional(),
    until: daySchema.optional(),
    ...signatureSchema,
  });
}

function withdrawalSchema(policies: Policies) {
  return z.strictObject({
    sector: sectorOf(policies),
    withdraw: z.string("must be the id of an acknowledgement").min(1, "must be the id of an acknowledgement"),
  });
}

export type NewAcknowledgement = z.infer<ReturnType<typeof newAcknowledgementSchema>>;
export type Withdrawal = z.infer<ReturnType<typeof withdrawalSchema>>;
export type AcknowledgePayload = NewAcknowledgement | Withdrawal;

/** With `withdraw` an acknowledgement is withdrawn, otherwise one is written. */
export function acknowledgeSchemaFor(payload: unknown, policies: Policies): z.ZodType<AcknowledgePayload> {
  return hasField(payload, "withdraw") ? withdrawalSchema(policies) : newAcknowledgementSchema(policies);
}
