import { isUtf8 } from "node:buffer";

/** A line longer than this is not read: no row of ours comes near it. */
export const MOST_BYTES_IN_A_LINE = 1_000_000;
export const TOO_LONG = `is longer than ${MOST_BYTES_IN_A_LINE} bytes`;

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

const LINE_BREAK = 0x0a;

/** The file as text, cut only at line breaks, so that everything before a damaged line can be used. */
export async function* wholeLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<string | Unreadable> {
  let rest = Buffer.alloc(0);
  try {
    for await (const bytes of source) {
      const held = Buffer.concat([rest, bytes]);
      const { end, isTooLong } = linesIn(held);
      rest = held.subarray(end);
      const text = decode(held.subarray(0, end));
      if (text.lines !== "") yield text.lines;
      if (text.damaged) return yield new Unreadable("is not UTF-8 text");
      if (isTooLong) return yield new Unreadable(TOO_LONG);
    }
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw error;
    return yield new Unreadable(error.message);
  }
  const last = decode(rest);
  if (last.lines !== "") yield last.lines;
  if (last.damaged) yield new Unreadable("is not UTF-8 text");
}

/** Where the whole lines end, or the first begins that is too long: the same however the bytes came. */
function linesIn(held: Buffer): { end: number; isTooLong: boolean } {
  if (held.length <= MOST_BYTES_IN_A_LINE) return { end: held.lastIndexOf(LINE_BREAK) + 1, isTooLong: false };
  for (let end = 0; ; ) {
    const next = held.indexOf(LINE_BREAK, end);
    const lineEnd = next === -1 ? held.length : next;
    if (lineEnd - end > MOST_BYTES_IN_A_LINE) return { end, isTooLong: true };
    if (next === -1) return { end, isTooLong: false };
    end = next + 1;
  }
}

/** The lines before the first that is not UTF-8, and whether there is one. */
function decode(bytes: Buffer): { lines: string; damaged: boolean } {
  if (isUtf8(bytes)) return { lines: bytes.toString("utf8"), damaged: false };
  let end = 0;
  for (;;) {
    const next = bytes.indexOf(LINE_BREAK, end) + 1;
    if (next === 0 || !isUtf8(bytes.subarray(end, next))) break;
    end = next;
  }
  return { lines: bytes.toString("utf8", 0, end), damaged: true };
}
