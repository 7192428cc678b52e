import { beginningOf, WORD, wordAt } from "./body-words.ts";

/** Numbers texts by their bytes: a text is decoded and checked only when it is met for the first time. */
export interface ByteTexts {
  /** The number of the text at `start` up to `end`, whose hash is given; `REFUSED` when it is not accepted. */
  numberOf(bytes: DataView, start: number, end: number, hash: number): number;
  /** Where the text that was met last ends, if the same bytes begin at `start`; else `OTHER`. Its number is `lastNumber`. */
  endOfLast(bytes: DataView, start: number): number;
  lastNumber(): number;
}

export const REFUSED = -1;
export const OTHER = -1;

const FIRST_SLOTS = 1024;

/** `number` gives the number of a text, or `REFUSED`. A text that is refused is not remembered. */
export function createByteTexts(number: (text: string) => number): ByteTexts {
  // An open hash: a slot holds the place of an entry plus one; at most half of the slots are taken.
  let slots = new Int32Array(FIRST_SLOTS);
  let entries = emptyEntries(FIRST_SLOTS / 2);
  // The words of all texts; the last one of a text is filled up with zeros.
  let known = new Int32Array(4 * FIRST_SLOTS);
  let [size, filled, last] = [0, 0, 0];

  function add(slot: number, bytes: DataView, start: number, length: number, hash: number): number {
    const found = number(Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString("utf8"));
    if (found === REFUSED) return REFUSED;
    if (filled + length / WORD + 1 > known.length) known = widened(known, 2 * (filled + length));
    entries.hashes[size] = hash;
    entries.starts[size] = filled;
    entries.lengths[size] = length;
    entries.numbers[size] = found;
    for (let at = 0; at < length; at += WORD) {
      const word = wordAt(bytes, start + at);
      known[filled] = length - at < WORD ? beginningOf(word, length - at) : word;
      filled += 1;
    }
    last = size;
    size += 1;
    slots[slot] = size;
    if (2 * size === slots.length) grow();
    return found;
  }

  function grow(): void {
    slots = new Int32Array(2 * slots.length);
    const mask = slots.length - 1;
    for (let entry = 0; entry < size; entry += 1) {
      let slot = (entries.hashes[entry] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = entry + 1;
    }
    const wider = emptyEntries(slots.length / 2);
    for (const column of ["hashes", "starts", "lengths", "numbers"] as const)
      wider[column].set(entries[column]);
    entries = wider;
  }

  /** Whether the bytes at `start` begin with the text of an entry. */
  function begins(entry: number, bytes: DataView, start: number): boolean {
    const length = entries.lengths[entry] as number;
    let from = entries.starts[entry] as number;
    let at = 0;
    for (; at + WORD <= length; at += WORD) {
      if (known[from] !== wordAt(bytes, start + at)) return false;
      from += 1;
    }
    return at === length || known[from] === beginningOf(wordAt(bytes, start + at), length - at);
  }

  return {
    numberOf(bytes, start, end, hash) {
      const mask = slots.length - 1;
      let slot = hash & mask;
      for (;;) {
        const entry = (slots[slot] as number) - 1;
        if (entry < 0) return add(slot, bytes, start, end - start, hash);
        const isAlike = entries.hashes[entry] === hash && entries.lengths[entry] === end - start;
        if (isAlike && begins(entry, bytes, start)) {
          last = entry;
          return entries.numbers[entry] as number;
        }
        slot = (slot + 1) & mask;
      }
    },
    endOfLast(bytes, start) {
      if (last === size) return OTHER;
      const end = start + (entries.lengths[last] as number);
      return end + WORD <= bytes.byteLength && begins(last, bytes, start) ? end : OTHER;
    },
    lastNumber: () => entries.numbers[last] as number,
  };
}

function emptyEntries(length: number) {
  return {
    hashes: new Int32Array(length),
    starts: new Int32Array(length),
    lengths: new Int32Array(length),
    numbers: new Int32Array(length),
  };
}

function widened(words: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(length);
  wider.set(words);
  return wider;
}
