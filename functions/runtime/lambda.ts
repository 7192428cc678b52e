import type { Logger } from "@aws-lambda-powertools/logger";
import type * as z from "zod";
import { readPayload } from "./payload.ts";

/** What Lambda tells about an invocation. */
export type LambdaContext = Parameters<Logger["addContext"]>[0];

/** The parts of a handler. */
export interface LambdaParts<Payload, Answer> {
  logger: Pick<Logger, "addContext">;
  /** The schema of the payload. It may depend on the event. */
  schemaOf: (event: unknown) => z.ZodType<Payload>;
  /** Does what the payload asks for, and logs the result. `context` is `undefined` outside Lambda. */
  run: (payload: Payload, context: LambdaContext | undefined) => Promise<Answer>;
  /** Runs at the end of each invocation, even of a failed one. */
  afterwards?: () => void;
}

/**
 * Makes a Lambda handler: every line of its log names the invocation, and it reads the payload before it does anything.
 * The handler throws a PayloadError that names the field and the reason, and every error of the run. Lambda reports both as
 * a failed invocation.
 */
export function lambda<Payload, Answer>({
  logger,
  schemaOf,
  run,
  afterwards = () => {},
}: LambdaParts<Payload, Answer>): (event: unknown, context?: LambdaContext) => Promise<Answer> {
  return async (event, context) => {
    if (context !== undefined) logger.addContext(context);
    try {
      return await run(readPayload(schemaOf(event), event), context);
    } finally {
      afterwards();
    }
  };
}
