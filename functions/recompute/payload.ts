import { type RecomputePayload, recomputePayloadSchema } from "../../shared/payloads.ts";
import { firstProblem } from "../../shared/problem.ts";

/** The payload of an invocation. None at all means every sector. @throws Error naming the field and the reason. */
export function readPayload(event: unknown): RecomputePayload {
  const payload = recomputePayloadSchema.safeParse(event ?? {});
  if (payload.success) return payload.data;
  throw new Error(`payload: ${firstProblem(payload.error)}`);
}
