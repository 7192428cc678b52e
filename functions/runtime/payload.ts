import type * as z from "zod";
import { readAs } from "../../shared/values/parse.ts";

/** A payload of the wrong shape, or that asks for something that is not there. Nothing was written. */
export class PayloadError extends Error {
  override name = "PayloadError";

  constructor(problem: string) {
    super(PAYLOAD_PROBLEM + problem);
  }
}

/** How the message of a PayloadError begins, by which the answer of an invocation is told from a failure. */
export const PAYLOAD_PROBLEM = "payload: ";

/** The payload of an invocation. None at all is an empty one. @throws PayloadError naming the field and the reason. */
export function readPayload<Payload>(schema: z.ZodType<Payload>, event: unknown): Payload {
  const payload = readAs(schema, event ?? {});
  if (payload.problem === null) return payload.value;
  throw new PayloadError(payload.problem);
}
