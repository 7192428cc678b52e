/** The attributes of a position that a fold reads. A scan knows each by its place in this list. */
export const ATTRIBUTES = [
  "item",
  "supplierId",
  "originCountry",
  "program",
  "day",
  "date",
  "periodStart",
  "importId",
  "periodSource",
  "source",
  "exposure",
  "illustrative",
] as const;
export type AttributeName = (typeof ATTRIBUTES)[number];

export function attributeNumber(name: AttributeName): number {
  return ATTRIBUTES.indexOf(name);
}

export const NO_ATTRIBUTE = -1;

/**
 * Finds attributes in the bytes of an item. DynamoDB says nothing about their order, but it hardly changes from one item to
 * the next: the one that came next the last time is tried first.
 */
export interface AttributeFinder {
  /** The attribute that begins at `at`, after the attribute `last`; `NO_ATTRIBUTE` when it is none of the list. */
  find(bytes: Uint8Array, at: number, last: number): number;
  /** How many bytes come before the value of an attribute. */
  lengths: Int32Array;
}

export function createAttributeFinder(): AttributeFinder {
  const beginnings = ATTRIBUTES.map((name) => inWords(new TextEncoder().encode(beginningOf(name))));
  // One more place, for what comes first in an item.
  const nextOf = new Int32Array(ATTRIBUTES.length + 1);
  let viewed: Uint8Array | null = null;
  let view: DataView = new DataView(new ArrayBuffer(0));
  const search = (at: number, last: number): number => {
    const found = beginnings.findIndex((beginning) => startsWith(view, at, beginning));
    if (found !== NO_ATTRIBUTE) nextOf[last] = found;
    return found;
  };
  return {
    lengths: Int32Array.from(beginnings, ({ length }) => length),
    find(bytes, at, last) {
      if (bytes !== viewed) {
        viewed = bytes;
        view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      }
      const guess = nextOf[last] as number;
      return startsWith(view, at, beginnings[guess] as Beginning) ? guess : search(at, last);
    },
  };
}

/** Bytes in words of four, and the last four once more: they are compared by the word, which takes a fourth of the time. */
interface Beginning {
  length: number;
  words: Uint32Array;
  last: number;
}

function inWords(bytes: Uint8Array): Beginning {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = Uint32Array.from({ length: bytes.length >> 2 }, (_, at) => view.getUint32(4 * at));
  return { length: bytes.length, words, last: view.getUint32(bytes.length - 4) };
}

/** What comes before the value: nobody but DynamoDB writes these bytes, and it writes no spaces. */
function beginningOf(name: AttributeName): string {
  if (name === "illustrative") return `"${name}":{"BOOL":true`;
  return name === "exposure" ? `"${name}":{"N":"` : `"${name}":{"S":"`;
}

function startsWith(view: DataView, at: number, { length, words, last }: Beginning): boolean {
  if (at + length > view.byteLength) return false;
  for (let word = 0; word < words.length; word += 1) {
    if (view.getUint32(at + 4 * word) !== words[word]) return false;
  }
  return view.getUint32(at + length - 4) === last;
}
