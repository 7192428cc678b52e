import { gunzipSync, gzipSync } from "node:zlib";

const MB = 1024 * 1024;
// For what is stored in one item. An item has at most 400 kB, and our data is never a hundred times as large unpacked.
const MOST_UNPACKED = 64 * MB;
/** For what is stored in several items. It still fits into the memory of a function. */
export const MOST_OF_PARTS = 256 * MB;

/** A value as compressed JSON. */
export function compress(value: unknown): Uint8Array {
  return gzipSync(JSON.stringify(value));
}

/** Unpacks a value. `problem` says why the bytes are no compressed JSON. */
export function decompress(
  bytes: Uint8Array,
  most = MOST_UNPACKED,
): { value: unknown; problem: null } | { problem: string } {
  try {
    const text = gunzipSync(bytes, { maxOutputLength: most }).toString("utf8");
    return { value: JSON.parse(text), problem: null };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") {
      return { problem: `it has more than ${most / MB} MB when it is unpacked` };
    }
    return { problem: "it is not compressed JSON" };
  }
}
