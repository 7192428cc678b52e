import { isAscii, isUtf8 } from "node:buffer";
import type { TableLayout } from "../../../shared/mapping/mapping.ts";
import { isUtf16 } from "./foreign-start.ts";
import { DamagedBytes, MOST_BYTES_IN_A_LINE } from "./whole-lines.ts";

type Encoding = NonNullable<TableLayout["encoding"]>;

/**
 * A text file as UTF-8. `start` holds its first bytes. Where the encoding is not given, UTF-16 is known by its first bytes,
 * and Windows-1252 by the first line with letters that are not ASCII, when that line is not UTF-8; either is told.
 * @throws DamagedBytes where the file is not text in that encoding, after all that comes before.
 */
export function asUtf8(
  source: AsyncIterable<Uint8Array>,
  { start, encoding, tell }: { start: Uint8Array; encoding: Encoding | undefined; tell(how: string): void },
): AsyncIterable<Uint8Array> {
  const order = orderOf(start);
  if (encoding === "utf-16" || (encoding === undefined && order !== null)) {
    if (encoding === undefined) tell("UTF-16");
    return fromUtf16(source, order ?? "little");
  }
  if (encoding === "utf-8") return source;
  return encoding === "windows-1252" ? from1252(source) : guessed(source, tell);
}

type ByteOrder = "little" | "big";

/** The order of bytes in UTF-16, told by its mark or by zeros; `null` for what is no UTF-16. */
export function orderOf(start: Uint8Array): ByteOrder | null {
  if (start[0] === 0xff && start[1] === 0xfe) return "little";
  if (start[0] === 0xfe && start[1] === 0xff) return "big";
  if (!isUtf16(start)) return null;
  return start[1] === 0 ? "little" : "big";
}

async function* fromUtf16(source: AsyncIterable<Uint8Array>, order: ByteOrder): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0);
  for await (const bytes of source) {
    const held = Buffer.concat([rest, bytes]);
    const units = Buffer.from(held.subarray(0, held.length - (held.length % 2)));
    if (order === "big") units.swap16();
    let text = units.toString("utf16le");
    // The first half of a character waits for the second.
    const isHalf = /[\ud800-\udbff]$/.test(text);
    if (isHalf) text = text.slice(0, -1);
    rest = Buffer.from(held.subarray(units.length - (isHalf ? 2 : 0)));
    yield* wellFormed(text);
  }
  if (rest.length > 0) throw new DamagedBytes(NO_UTF_16);
}

const NO_UTF_16 = "is not whole UTF-16 text: save the file as UTF-8";

function* wellFormed(text: string): Generator<Uint8Array> {
  if (text.isWellFormed()) {
    yield Buffer.from(text);
    return;
  }
  const end = [...text].findIndex((character) => !character.isWellFormed());
  yield Buffer.from([...text].slice(0, end).join(""));
  throw new DamagedBytes(NO_UTF_16);
}

// The bytes that stand for no letter in Windows-1252.
const NO_LETTERS = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
const windows1252 = new TextDecoder("windows-1252");

async function* from1252(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) yield* decoded1252(bytes);
}

function* decoded1252(bytes: Uint8Array): Generator<Uint8Array> {
  const end = isAscii(bytes) ? -1 : bytes.findIndex((byte) => NO_LETTERS.has(byte));
  yield Buffer.from(windows1252.decode(end === -1 ? bytes : bytes.subarray(0, end)));
  if (end !== -1) throw new DamagedBytes("is text in neither UTF-8 nor Windows-1252: save the file as UTF-8");
}

const LF = 0x0a;
const CR = 0x0d;

async function* guessed(
  source: AsyncIterable<Uint8Array>,
  tell: (how: string) => void,
): AsyncGenerator<Uint8Array> {
  let held = Buffer.alloc(0);
  let is1252: boolean | null = null;
  const decide = (line: Uint8Array) => {
    if (isUtf8(line)) return false;
    tell("Windows-1252");
    return true;
  };
  for await (const bytes of source) {
    if (is1252 !== null) yield* is1252 ? decoded1252(bytes) : [bytes];
    else {
      held = Buffer.concat([held, bytes]);
      const first = isAscii(held) ? held.length : held.findIndex((byte) => byte > 0x7f);
      yield held.subarray(0, first);
      held = held.subarray(first);
      const end = held.findIndex((byte) => byte === LF || byte === CR);
      if (end === -1 && held.length <= MOST_BYTES_IN_A_LINE) continue;
      // A line that is too long is refused as such.
      is1252 = end !== -1 && decide(held.subarray(0, end));
      yield* is1252 ? decoded1252(held) : [held];
      held = Buffer.alloc(0);
    }
  }
  if (held.length > 0) yield* decide(held) ? decoded1252(held) : [held];
}
