import type { QueryCommand } from "@aws-sdk/client-dynamodb";
import type { BodyBuffers } from "./body-buffers.ts";

/** An answer, as far as it is looked into. */
interface Answer {
  statusCode: number;
  body: AsyncIterable<Uint8Array> | Uint8Array;
}

/**
 * Has the whole body of the answer to a command pass through `read` before the SDK parses what `read` returns. Everything else
 * stays with the SDK: it signs, asks again, and reads errors. When it asks again, `read` is called again. What `read` returns
 * must not share the bytes that it is given.
 */
export function readBodyFirst(
  command: QueryCommand,
  buffers: BodyBuffers,
  read: (body: Uint8Array) => Uint8Array,
): void {
  command.middlewareStack.add(
    (next) => async (args) => {
      const answered = await next(args);
      const answer = answered.response as Answer;
      if (answer.statusCode === OK && !(answer.body instanceof Uint8Array)) {
        answer.body = await buffers.gather(answer.body, read);
      }
      return answered;
    },
    // The SDK's own step of this kind comes before it, and so gets the answer after it.
    { step: "deserialize", name: "bodyReader", priority: "low" },
  );
}

const OK = 200;
