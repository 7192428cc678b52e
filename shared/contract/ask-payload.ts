import type * as z from "zod";
import type { Policies } from "../policy/policies.ts";
import { type AcknowledgePayload, acknowledgeSchemaFor } from "./acknowledge-payload.ts";
import { hasField } from "./payload-fields.ts";
import { type SilencePayload, silenceSchemaFor } from "./silence-payload.ts";

export type AskPayload = SilencePayload | AcknowledgePayload;

/** The payload of the silence function: with `ack` or `withdraw` about an acknowledgement, otherwise about a silence. */
export function askSchemaFor(payload: unknown, policies: Policies): z.ZodType<AskPayload> {
  const isAboutAlert = hasField(payload, "ack") || hasField(payload, "withdraw");
  return isAboutAlert ? acknowledgeSchemaFor(payload, policies) : silenceSchemaFor(payload, policies);
}
