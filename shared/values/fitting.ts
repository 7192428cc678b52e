import { safeJson } from "./safe-json.ts";

const utf8 = new TextEncoder();

/**
 * The first elements that together take at most `mostBytes`, and no more than `most` of them. Each counts with
 * the bytes that it takes in an SNS message, where it is JSON inside JSON.
 */
export function fitting<One>(all: One[], mostBytes: number, most = Number.POSITIVE_INFINITY): One[] {
  let bytes = 0;
  const end = all.findIndex((one, at) => {
    bytes += sentBytes(one);
    return at >= most || bytes > mostBytes;
  });
  return end === -1 ? all : all.slice(0, end);
}

/** The bytes that a value takes in one copy of a message for machines, where it is JSON inside JSON. */
export function sentBytes(value: unknown): number {
  return utf8.encode(JSON.stringify(safeJson(value))).length;
}
