import { WORD, wordAt } from "./body-words.ts";

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
  /**
   * The attribute that begins at `at`, after the attribute `last`; `NO_ATTRIBUTE` when it is none of the list. After `at` there
   * must be as many bytes as `longest`.
   */
  find(bytes: DataView, at: number, last: number): number;
  /** How many bytes come before the value of an attribute. */
  lengths: Int32Array;
  longest: number;
}

export function createAttributeFinder(): AttributeFinder {
  const beginnings = ATTRIBUTES.map((name) => new TextEncoder().encode(bytesBefore(name)));
  const lengths = Int32Array.from(beginnings, ({ length }) => length);
  // Word by word, attribute after attribute; the last word of each is that of its last four bytes.
  const width = Math.ceil(Math.max(...lengths) / WORD);
  const words = new Int32Array(ATTRIBUTES.length * width);
  for (const [attribute, { buffer, length }] of beginnings.entries()) {
    for (const [place, at] of placesOf(length).entries()) {
      words[attribute * width + place] = wordAt(new DataView(buffer), at);
    }
  }
  const begins = (bytes: DataView, at: number, attribute: number): boolean => {
    const last = at + (lengths[attribute] as number) - WORD;
    let place = attribute * width;
    let from = at;
    for (; from < last; from += WORD) {
      if (wordAt(bytes, from) !== words[place]) return false;
      place += 1;
    }
    return wordAt(bytes, last) === words[place];
  };
  // One more place, for what comes first in an item.
  const nextOf = new Int32Array(ATTRIBUTES.length + 1);
  const search = (bytes: DataView, at: number, last: number): number => {
    const found = ATTRIBUTES.findIndex((_, attribute) => begins(bytes, at, attribute));
    if (found !== NO_ATTRIBUTE) nextOf[last] = found;
    return found;
  };
  return {
    lengths,
    longest: Math.max(...lengths),
    find(bytes, at, last) {
      const guess = nextOf[last] as number;
      return begins(bytes, at, guess) ? guess : search(bytes, at, last);
    },
  };
}

/** Where the words of so many bytes begin: one after the other, and the last one so that it ends with the bytes. */
function placesOf(length: number): number[] {
  const last = length - WORD;
  return [...Array.from({ length: Math.ceil(last / WORD) }, (_, word) => word * WORD), last];
}

/** What comes before the value: nobody but DynamoDB writes these bytes, and it writes no spaces. */
function bytesBefore(name: AttributeName): string {
  if (name === "illustrative") return `"${name}":{"BOOL":true`;
  return name === "exposure" ? `"${name}":{"N":"` : `"${name}":{"S":"`;
}
