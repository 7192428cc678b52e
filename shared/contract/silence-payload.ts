import * as z from "zod";
import type { Policies } from "../policy/policies.ts";
import { daySchema } from "../values/day.ts";
import { identifierSchema } from "../values/identifier.ts";
import { hasField, problemsOfRule, sectorOf, signatureSchema } from "./payload-fields.ts";

/** Asks not to be told about a sector, one of its rules, or one group of a rule, until a day. */
function newSilenceSchema(policies: Policies) {
  return z
    .strictObject({
      sector: sectorOf(policies),
      rule: z.string().optional(),
      group: identifierSchema.optional(),
      until: daySchema,
      ...signatureSchema,
    })
    .superRefine(({ sector, rule, group }, context) => {
      for (const { path, message, brokenPolicy } of problemsOfRule(policies.get(sector), rule, group)) {
        context.addIssue({ code: "custom", path: [...path], message, params: { brokenPolicy } });
      }
    });
}

function liftSchema(policies: Policies) {
  return z.strictObject({
    sector: sectorOf(policies),
    lift: z.string("must be the id of a silence").min(1),
  });
}

export type NewSilence = z.infer<ReturnType<typeof newSilenceSchema>>;
export type Lift = z.infer<ReturnType<typeof liftSchema>>;
export type SilencePayload = NewSilence | Lift;

/** With `lift` a silence is lifted, otherwise one is written. */
export function silenceSchemaFor(payload: unknown, policies: Policies): z.ZodType<SilencePayload> {
  return hasField(payload, "lift") ? liftSchema(policies) : newSilenceSchema(policies);
}
