import { gunzipSync, gzipSync } from "node:zlib";

const MB = 1024 * 1024;
// What is stored in one item. It has at most 400 kB, and what we write is far from a hundred times as large.
const MOST_UNPACKED = 64 * MB;
/** What is stored in several items, and still fits into the memory of a function. */
export const MOST_OF_PARTS = 256 * MB;

/** A value as compressed JSON. */
export function compress(value: unknown): Uint8Array {
  return gzipSync(JSON.stringify(value));
}

/** The value that was compressed, or why these bytes are not one. */
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
