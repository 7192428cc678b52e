import type { Logger } from "@aws-lambda-powertools/logger";
import type * as z from "zod";
import { readPayload } from "./payload.ts";

/** What Lambda says of an invocation. */
export type LambdaContext = Parameters<Logger["addContext"]>[0];

/** What makes a handler. */
export interface LambdaParts<Payload, Answer> {
  logger: Pick<Logger, "addContext">;
  /** What the payload must be; it may depend on what has come. */
  schemaOf: (event: unknown) => z.ZodType<Payload>;
  /** Does what the payload asks for, and logs what came of it. Without a context it was not started by Lambda. */
  run: (payload: Payload, context: LambdaContext | undefined) => Promise<Answer>;
  /** Done at the end of each invocation, also of one that failed. */
  afterwards?: () => void;
}

/**
 * A handler of Lambda: every line of its log names the invocation, and the payload is read before anything is done.
 * @throws PayloadError naming the field and the reason, and whatever the run throws: Lambda then calls the invocation failed.
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
