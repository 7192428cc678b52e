import { gunzipSync, gzipSync } from "node:zlib";

/** A value as compressed JSON. */
export function compress(value: unknown): Uint8Array {
  return gzipSync(JSON.stringify(value));
}

/** The value that was compressed. */
export function decompress(bytes: Uint8Array): unknown {
  return JSON.parse(gunzipSync(bytes).toString("utf8"));
}
