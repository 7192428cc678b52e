import { gunzipSync, gzipSync } from "node:zlib";

/** A value as compressed JSON. */
export function compress(value: unknown): Uint8Array {
  return gzipSync(JSON.stringify(value));
}

/** The value that was compressed. @throws Error saying `what` cannot be read. */
export function decompress(bytes: Uint8Array, what: string): unknown {
  try {
    return JSON.parse(gunzipSync(bytes).toString("utf8"));
  } catch (cause) {
    throw new Error(`${what} cannot be read: it is not compressed JSON`, { cause });
  }
}
