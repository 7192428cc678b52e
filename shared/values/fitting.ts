import { safeJson } from "./safe-json.ts";

const encoder = new TextEncoder();

/**
 * The first of these, as many as fit. Each counts with the bytes that it takes in a message of SNS: as JSON within
 * JSON.
 */
export function fitting<One>(all: One[], mostBytes: number, most = Number.POSITIVE_INFINITY): One[] {
  let bytes = 0;
  const end = all.findIndex((one, at) => {
    bytes += sentBytes(one);
    return at >= most || bytes > mostBytes;
  });
  return end === -1 ? all : all.slice(0, end);
}

/** How many bytes a value takes in each copy of a message that machines receive: as JSON within JSON. */
export function sentBytes(value: unknown): number {
  return encoder.encode(JSON.stringify(safeJson(value))).length;
}
