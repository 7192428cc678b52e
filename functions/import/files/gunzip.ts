import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { DamagedBytes } from "./whole-lines.ts";

/** The most bytes of text that are imported at once: about a million rows, and as many as fit the time of a function. */
export const MOST_UNPACKED_BYTES = 100_000_000;
export const TOO_MUCH_TEXT = "holds more than 100 MB of text: cut it into several files";

/**
 * Unpacks gzip while it is read, up to a limit, so that a gzip bomb does no harm.
 * @throws DamagedBytes where the limit is reached, or what comes is not gzip.
 */
export async function* unpack(
  packed: AsyncIterable<Uint8Array>,
  most = MOST_UNPACKED_BYTES,
): AsyncGenerator<Uint8Array> {
  const unpacked = createGunzip();
  // What goes wrong on the way destroys the last stream with the same error, and is thrown below.
  pipeline(packed, unpacked, () => {});
  let bytes = 0;
  try {
    for await (const chunk of unpacked as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > most) throw new DamagedBytes(TOO_MUCH_TEXT);
      yield chunk;
    }
  } catch (error) {
    if (isOfGzip(error)) throw new DamagedBytes("is not whole gzip", { cause: error });
    throw error;
  }
}

function isOfGzip(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}
