import type * as z from "zod";
import { readAs } from "../../shared/values/parse.ts";
import { type Problem, problemSentence, readProblem } from "../../shared/values/problem.ts";

const PAYLOAD_PREFIX = "payload: ";

/** The payload has the wrong shape, or asks for something that does not exist. Nothing was written. */
export class PayloadError extends Error {
  override name = "PayloadError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(PAYLOAD_PREFIX + problemSentence(problem));
    this.problem = problem;
  }
}

/** What Lambda answers for an invocation that failed: of the error that was thrown, its name and its message alone. */
export interface FailedInvocation {
  errorType?: string;
  errorMessage?: string;
}

/** The error of an invocation that failed, a `PayloadError` where the payload was to blame. */
export function errorOf({ errorType, errorMessage }: Required<FailedInvocation>): Error {
  if (errorType !== "PayloadError") return new Error(errorMessage);
  return new PayloadError(readProblem(errorMessage.slice(PAYLOAD_PREFIX.length)));
}

/** Reads the payload of an invocation; no payload counts as `{}`. @throws PayloadError naming the field and the reason. */
export function readPayload<Payload>(schema: z.ZodType<Payload>, event: unknown): Payload {
  const payload = readAs(schema, event ?? {});
  if (payload.problem === null) return payload.value;
  throw new PayloadError(payload.problem);
}
