import { isUtf8 } from "node:buffer";
import { foreignCsv, START_BYTES } from "./foreign-start.ts";

/** A longer line is not read: no valid row is nearly as long. */
export const MOST_BYTES_IN_A_LINE = 1_000_000;
const TOO_LONG = `is longer than ${MOST_BYTES_IN_A_LINE} bytes`;
const NO_TEXT = 'is not UTF-8 text: save the file as UTF-8, in Excel as "CSV UTF-8"';

/** The first line that cannot be read. Nothing after it is read. */
export class UnreadableBytes {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** The bytes of a file are damaged: another try would not help. */
export class DamagedBytes extends Error {
  override name = "DamagedBytes";
}

const LF = 0x0a;
const CR = 0x0d;

/**
 * The file as text in which every line ends with LF, whether it ended with LF, CRLF or CR, and begins with no byte
 * order mark. It is cut only at line ends, so that everything before a damaged line can be used. `foreignAt` says of the first
 * bytes what the file is instead, if it is no text.
 */
export async function* wholeLines(
  source: AsyncIterable<Uint8Array>,
  foreignAt: (start: Uint8Array) => string | null = foreignCsv,
): AsyncGenerator<string | UnreadableBytes> {
  let rest = Buffer.alloc(0);
  let isStart = true;
  try {
    for await (const bytes of source) {
      const held = Buffer.concat([rest, bytes]);
      rest = held;
      if (isStart && held.length < START_BYTES) continue;
      const foreign = isStart ? foreignAt(held) : null;
      if (foreign !== null) return yield new UnreadableBytes(foreign);
      isStart = false;
      const { end, isTooLong } = linesIn(held);
      rest = held.subarray(end);
      const text = decode(held.subarray(0, end));
      if (text.lines !== "") yield text.lines;
      if (text.damaged) return yield new UnreadableBytes(NO_TEXT);
      if (isTooLong) return yield new UnreadableBytes(TOO_LONG);
    }
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw error;
    return yield new UnreadableBytes(error.message);
  }
  const foreign = isStart ? foreignAt(rest) : null;
  if (foreign !== null) return yield new UnreadableBytes(foreign);
  const last = decode(rest);
  if (last.lines !== "") yield last.lines;
  if (last.damaged) yield new UnreadableBytes(NO_TEXT);
}

/** The end of the complete lines, or the start of the first line that is too long. It does not depend on how the bytes were cut. */
function linesIn(held: Buffer): { end: number; isTooLong: boolean } {
  if (held.length <= MOST_BYTES_IN_A_LINE) return { end: endOfLastLine(held), isTooLong: false };
  for (let end = 0; ; ) {
    const next = endOfLine(held, end);
    if ((next ?? held.length) - end > MOST_BYTES_IN_A_LINE) return { end, isTooLong: true };
    if (next === null) return { end, isTooLong: false };
    end = next;
  }
}

/** The end of the last complete line. A CR at the very end may be half of a CRLF, so it does not count yet. */
function endOfLastLine(held: Buffer): number {
  for (let at = held.length - 1; at >= 0; at -= 1) {
    const byte = held[at];
    if (byte === LF || (byte === CR && at < held.length - 1)) return at + 1;
  }
  return 0;
}

/** The end of the line that begins at `from`, with its line end; `null` when it is not complete. */
function endOfLine(held: Buffer, from: number): number | null {
  for (let at = from; at < held.length; at += 1) {
    const byte = held[at];
    if (byte === LF) return at + 1;
    if (byte === CR && at < held.length - 1) return held[at + 1] === LF ? at + 2 : at + 1;
  }
  return null;
}

/** The lines before the first that is not UTF-8, and whether there is one. */
function decode(bytes: Buffer): { lines: string; damaged: boolean } {
  if (isUtf8(bytes)) return { lines: withLf(bytes.toString("utf8")), damaged: false };
  let end = 0;
  for (;;) {
    const next = endOfLine(bytes, end);
    if (next === null || !isUtf8(bytes.subarray(end, next))) break;
    end = next;
  }
  return { lines: withLf(bytes.toString("utf8", 0, end)), damaged: true };
}

/** Byte order marks at the beginning of a line are removed: files that were joined have them. */
function withLf(text: string): string {
  const lines = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  return lines.includes("\uFEFF") ? lines.replace(/^\uFEFF+/gm, "") : lines;
}
