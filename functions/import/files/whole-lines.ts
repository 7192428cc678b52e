import { isUtf8 } from "node:buffer";
import { foreignStart, START_BYTES } from "./foreign-start.ts";

/** A line longer than this is not read: no row of ours comes near it. */
export const MOST_BYTES_IN_A_LINE = 1_000_000;
const TOO_LONG = `is longer than ${MOST_BYTES_IN_A_LINE} bytes`;
const NO_TEXT = 'is not UTF-8 text: save the file as UTF-8, in Excel as "CSV UTF-8"';

/** Stands in place of the first line that cannot be read, and ends what is read of a file. */
export class Unreadable {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Thrown by a source of bytes that cannot be read on, and would be no other if it were tried again. */
export class DamagedBytes extends Error {
  override name = "DamagedBytes";
}

const LF = 0x0a;
const CR = 0x0d;

/**
 * The file as text in which every line ends with LF, whether it ended with LF, CRLF or CR, and begins with no byte
 * order mark. It is cut only at line ends, so that everything before a damaged line can be used.
 */
export async function* wholeLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<string | Unreadable> {
  let rest = Buffer.alloc(0);
  let isStart = true;
  try {
    for await (const bytes of source) {
      const held = Buffer.concat([rest, bytes]);
      rest = held;
      if (isStart && held.length < START_BYTES) continue;
      const foreign = isStart ? foreignStart(held) : null;
      if (foreign !== null) return yield new Unreadable(foreign);
      isStart = false;
      const { end, isTooLong } = linesIn(held);
      rest = held.subarray(end);
      const text = decode(held.subarray(0, end));
      if (text.lines !== "") yield text.lines;
      if (text.damaged) return yield new Unreadable(NO_TEXT);
      if (isTooLong) return yield new Unreadable(TOO_LONG);
    }
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw error;
    return yield new Unreadable(error.message);
  }
  const foreign = isStart ? foreignStart(rest) : null;
  if (foreign !== null) return yield new Unreadable(foreign);
  const last = decode(rest);
  if (last.lines !== "") yield last.lines;
  if (last.damaged) yield new Unreadable(NO_TEXT);
}

/** Where the whole lines end, or the first begins that is too long: the same however the bytes came. */
function linesIn(held: Buffer): { end: number; isTooLong: boolean } {
  if (held.length <= MOST_BYTES_IN_A_LINE) return { end: endOfLastLine(held), isTooLong: false };
  for (let end = 0; ; ) {
    const next = endOfLine(held, end);
    if ((next ?? held.length) - end > MOST_BYTES_IN_A_LINE) return { end, isTooLong: true };
    if (next === null) return { end, isTooLong: false };
    end = next;
  }
}

/** Where the last whole line ends. A CR at the very end may be half of a CRLF, and ends nothing yet. */
function endOfLastLine(held: Buffer): number {
  for (let at = held.length - 1; at >= 0; at -= 1) {
    const byte = held[at];
    if (byte === LF || (byte === CR && at < held.length - 1)) return at + 1;
  }
  return 0;
}

/** Where the line that begins at `from` ends, with its line end; `null` where it does not. */
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

/** Byte order marks at the beginning of a line are left out: they stand between files that were joined. */
function withLf(text: string): string {
  const lines = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  return lines.includes("\uFEFF") ? lines.replace(/^\uFEFF+/gm, "") : lines;
}
