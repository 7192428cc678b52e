import { gunzipSync, gzipSync } from "node:zlib";

// A few items, unpacked, may not be more than a function has memory for.
const MOST_UNPACKED = 256 * 1024 * 1024;

/** A value as compressed JSON. */
export function compress(value: unknown): Uint8Array {
  return gzipSync(JSON.stringify(value));
}

/** The value that was compressed, or why these bytes are not one. */
export function decompress(bytes: Uint8Array): { value: unknown; problem: null } | { problem: string } {
  try {
    const text = gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED }).toString("utf8");
    return { value: JSON.parse(text), problem: null };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") {
      return { problem: `it has more than ${MOST_UNPACKED / 1024 / 1024} MB when it is unpacked` };
    }
    return { problem: "it is not compressed JSON" };
  }
}
