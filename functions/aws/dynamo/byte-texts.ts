/** Numbers texts by their bytes: a text is decoded and checked only when it is met for the first time. */
export interface ByteTexts {
  /** The number of the text at `start` up to `end`, whose hash is given; `REFUSED` when it is not accepted. */
  numberOf(bytes: Uint8Array, start: number, end: number, hash: number): number;
}

export const REFUSED = -1;

/** The hash of no bytes, and with one byte more. */
export const NO_BYTES = 0x811c9dc5;
export function hashWith(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

const FIRST_SLOTS = 1024;

/** `number` gives the number of a text, or `REFUSED`. A text that is refused is not remembered. */
export function createByteTexts(number: (text: string) => number): ByteTexts {
  // An open hash: a slot holds the place of an entry plus one; at most half of the slots are taken.
  let slots = new Int32Array(FIRST_SLOTS);
  let entries = emptyEntries(FIRST_SLOTS / 2);
  let known = new Uint8Array(16 * FIRST_SLOTS);
  let [size, filled] = [0, 0];

  function add(slot: number, text: Uint8Array, hash: number): number {
    const found = number(Buffer.from(text).toString("utf8"));
    if (found === REFUSED) return REFUSED;
    if (filled + text.length > known.length) known = widened(known, 2 * (filled + text.length));
    known.set(text, filled);
    entries.hashes[size] = hash;
    entries.starts[size] = filled;
    entries.lengths[size] = text.length;
    entries.numbers[size] = found;
    filled += text.length;
    size += 1;
    slots[slot] = size;
    if (2 * size === slots.length) grow();
    return found;
  }

  function grow(): void {
    slots = new Int32Array(2 * slots.length);
    const mask = slots.length - 1;
    for (let entry = 0; entry < size; entry += 1) {
      let slot = slotOf(entries.hashes[entry] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = entry + 1;
    }
    const wider = emptyEntries(slots.length / 2);
    for (const column of ["hashes", "starts", "lengths", "numbers"] as const)
      wider[column].set(entries[column]);
    entries = wider;
  }

  function isSame(entry: number, bytes: Uint8Array, start: number, length: number): boolean {
    if (entries.lengths[entry] !== length) return false;
    const from = entries.starts[entry] as number;
    for (let at = 0; at < length; at += 1) {
      if (known[from + at] !== bytes[start + at]) return false;
    }
    return true;
  }

  return {
    numberOf(bytes, start, end, hash) {
      const mask = slots.length - 1;
      let slot = slotOf(hash) & mask;
      for (;;) {
        const entry = (slots[slot] as number) - 1;
        if (entry < 0) return add(slot, bytes.subarray(start, end), hash);
        if (entries.hashes[entry] === hash && isSame(entry, bytes, start, end - start)) {
          return entries.numbers[entry] as number;
        }
        slot = (slot + 1) & mask;
      }
    },
  };
}

function slotOf(hash: number): number {
  return hash ^ (hash >>> 15);
}

function emptyEntries(length: number) {
  return {
    hashes: new Int32Array(length),
    starts: new Int32Array(length),
    lengths: new Int32Array(length),
    numbers: new Int32Array(length),
  };
}

function widened(bytes: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const wider = new Uint8Array(length);
  wider.set(bytes);
  return wider;
}
